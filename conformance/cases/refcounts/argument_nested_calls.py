from sys import getrefcount
def f(x): return g(x)
def g(y): return h(y)
def h(z): return getrefcount(z)
o = object()
print(f(o), f(object()))
