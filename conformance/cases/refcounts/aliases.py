from sys import getrefcount
a = object()
b = a
c = d = a
print(getrefcount(a))
del b
c = None
print(getrefcount(a))
