from sys import getrefcount
def f(x): return getrefcount(x)
o = object()
t = (o,)
print(f(*(o,)), f(*[o]), f(*t), f(**{"x": o}), getrefcount(o))
