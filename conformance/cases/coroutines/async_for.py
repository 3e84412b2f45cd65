class R:
    def __init__(self, n): self.n = n
    def __aiter__(self): return self
    async def __anext__(self):
        if not self.n: raise StopAsyncIteration
        self.n -= 1
        return self.n
async def f():
    async for x in R(3):
        print(x)
    else:
        print("else")
    return [x async for x in R(2)], {x async for x in R(2)}, {x: 1 async for x in R(2) if x}
try:
    f().send(None)
except StopIteration as e:
    print(e.value)
