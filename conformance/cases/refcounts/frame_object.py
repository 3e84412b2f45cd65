import sys
from sys import getrefcount
def f(x):
    frame = sys._getframe()
    a = getrefcount(x)
    frame.f_locals
    b = getrefcount(x)
    return a, b, getrefcount(frame)
o = object()
print(f(o), getrefcount(o))
