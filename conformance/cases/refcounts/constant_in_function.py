from sys import getrefcount
def f():
    d = 257
    return getrefcount(d)
def g():
    return getrefcount(1.25)
print(f(), f(), g(), g())
