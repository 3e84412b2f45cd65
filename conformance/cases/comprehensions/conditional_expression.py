print([("even" if i % 2 == 0 else "odd") for i in range(3)], [i if i else None for i in range(2)])
