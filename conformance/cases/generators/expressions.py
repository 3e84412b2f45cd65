e = (x * y for x in range(3) if x for y in (1, 10))
print(next(e), list(e), sum(i for i in range(5)), tuple(c for c in "ab"))
