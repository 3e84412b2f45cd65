from sys import getrefcount
o, p = object(), object()
a, b = o, p
print(getrefcount(o))
a, b = b, a
print(getrefcount(o), getrefcount(p))
c, *d = [o, o, o]
print(getrefcount(o), getrefcount(d))
