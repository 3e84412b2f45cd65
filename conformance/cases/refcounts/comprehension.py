from sys import getrefcount
o = object()
print([getrefcount(x) for x in [o]], [getrefcount(o) for _ in (1,)], list(getrefcount(x) for x in [o]), {getrefcount(x) for x in (o,)}, {1: getrefcount(x) for x in (o,)})
def f(p): return [getrefcount(p) for _ in (1,)]
print(f(o))
