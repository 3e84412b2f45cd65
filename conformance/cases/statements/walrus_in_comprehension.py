print([y for x in range(4) if (y := x * x) > 1], y)
