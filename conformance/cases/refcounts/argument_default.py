from sys import getrefcount
o = object()
def f(x=o): return getrefcount(x)
print(f(), getrefcount(o))
del f
print(getrefcount(o))
