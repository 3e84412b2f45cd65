a = [1, 2, 3, 1, 2]
print(a.index(1, 1), a.index(2, -2), a.index(3, 0, 100))
