class A:
    def __await__(self):
        x = yield "request"
        return x * 2
async def f():
    return await A()
c = f()
print(c.send(None))
try:
    c.send(21)
except StopIteration as e:
    print(e.value)
