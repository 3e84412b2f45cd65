from sys import getrefcount
o = object()
async def f(x): return getrefcount(x)
c = f(o)
print(getrefcount(o))
try:
    c.send(None)
except StopIteration as e:
    print(e.value)
print(getrefcount(o))
