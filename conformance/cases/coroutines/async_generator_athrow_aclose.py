async def g():
    try:
        yield 1
    except ValueError:
        yield "caught"
    finally:
        print("cleanup")
async def main():
    it = g()
    await it.__anext__()
    print(await it.athrow(ValueError))
    await it.aclose()
try:
    main().send(None)
except StopIteration:
    print("end")
