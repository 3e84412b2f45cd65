from sys import getrefcount
def f(x): raise ValueError
o = object()
try:
    f(o)
except ValueError as e:
    print(getrefcount(o))
print(getrefcount(o))
