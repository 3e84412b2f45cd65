async def f(x):
    async for _ in x: pass
class A:
    def __aiter__(self): return 1
class B:
    def __aiter__(self): return self
    def __anext__(self): return 1
for x in (1, A(), B()):
    try:
        f(x).send(None)
    except TypeError as e:
        print(e)
async def w(x):
    async with x: pass
try:
    w(1).send(None)
except TypeError as e:
    print(e)
