async def g():
    x = yield 1
    print("got", x)
    yield 2
async def main():
    it = g()
    print(await it.__anext__(), await it.asend("s"))
    try:
        await it.__anext__()
    except StopAsyncIteration:
        print("stop")
try:
    main().send(None)
except StopIteration:
    pass
