from sys import getrefcount
base = getrefcount(7)
a = 7
b = [7, 7, 7]
print(getrefcount(7) - base)
del a, b
print(getrefcount(7) - base)
