i = 0
a = [0, 0, 0]
i, a[i] = 1, 5
print(i, a)
