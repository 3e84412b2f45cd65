from sys import getrefcount
def f(x): return getrefcount(x)
o = object()
print(f(x=o), getrefcount(o))
