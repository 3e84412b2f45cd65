print([x for x in range(3)], {x % 2 for x in range(4)}, {x: x * x for x in range(3)}, [(x, y) for x in "ab" for y in range(2)], [x for x in range(10) if x % 2 if x > 4])
