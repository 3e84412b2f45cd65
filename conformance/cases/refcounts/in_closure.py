from sys import getrefcount
o = object()
def f(x):
    def g(): return x
    return g
g = f(o)
print(getrefcount(o), getrefcount(g))
h = f(o)
del g
print(getrefcount(o))
