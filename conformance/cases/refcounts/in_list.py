from sys import getrefcount
o = object()
a = [o]
print(getrefcount(o), getrefcount(a), getrefcount(a[0]))
b = a * 3
print(getrefcount(o))
b = a + a
print(getrefcount(o))
del a[0], b
print(getrefcount(o))
