class B:
    def __await__(self): return 5
async def f(x): await x
for x in (1, B(), None, "a", (i for i in ())):
    try:
        f(x).send(None)
    except TypeError as e:
        print(e)
