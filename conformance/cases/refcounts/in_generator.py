from sys import getrefcount
o = object()
def g(x):
    yield getrefcount(x)
    y = x
    yield getrefcount(x)
it = g(o)
print(getrefcount(o), next(it), next(it), getrefcount(o))
del it
print(getrefcount(o))
