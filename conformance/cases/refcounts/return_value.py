from sys import getrefcount
def f():
    o = object()
    return o
def g():
    o = object()
    return getrefcount(o), o
print(getrefcount(f()), g()[0])
o = f()
print(getrefcount(o))
