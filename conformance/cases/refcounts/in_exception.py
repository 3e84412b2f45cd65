from sys import getrefcount
o = object()
try:
    raise ValueError(o)
except ValueError as e:
    print(getrefcount(o), getrefcount(e))
    f = e
print(getrefcount(o), getrefcount(f))
del f
print(getrefcount(o))
