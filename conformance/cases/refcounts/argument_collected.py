from sys import getrefcount
def f(*a): return getrefcount(a[0])
def g(**k): return getrefcount(k["x"])
def h(*a): return getrefcount(a)
o = object()
print(f(o), g(x=o), h(o), f(*(o,)), g(**{"x": o}))
