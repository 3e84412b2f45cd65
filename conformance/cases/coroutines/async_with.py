class M:
    async def __aenter__(self):
        print("enter")
        return "m"
    async def __aexit__(self, *a):
        print("exit", a[0] and a[0].__name__)
        return True
async def f():
    async with M() as m, M():
        print(m)
        raise ValueError
    return "swallowed"
try:
    f().send(None)
except StopIteration as e:
    print(e.value)
