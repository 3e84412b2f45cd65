from sys import getrefcount
o = object()
globals()["alias"] = o
print(getrefcount(o))
g = globals()
h = dict(g)
print(getrefcount(o))
del h, alias
print(getrefcount(o))
