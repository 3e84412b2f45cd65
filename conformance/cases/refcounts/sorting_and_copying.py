from sys import getrefcount
o, p = object(), object()
a = [(1, o), (2, p)]
b = sorted(a, key=lambda t: t[0])
print(getrefcount(o), getrefcount(a[0]))
c = a.copy()
d = a[:]
print(getrefcount(a[0]), getrefcount(o))
