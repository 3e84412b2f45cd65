a, b, c = 1, 2, [3, 4]
del (a, [b, c[0]])
print("a" in dir(), "b" in dir(), c)
