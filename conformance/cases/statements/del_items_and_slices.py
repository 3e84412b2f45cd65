a = list(range(10))
del a[0], a[-1], a[2:4], a[::3]
print(a)
