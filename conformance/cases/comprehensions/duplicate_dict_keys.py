print({x % 2: x for x in range(5)})
