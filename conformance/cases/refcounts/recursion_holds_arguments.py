from sys import getrefcount
def f(x, n): return getrefcount(x) if n == 0 else f(x, n - 1)
o = object()
print([f(o, n) for n in range(4)])
