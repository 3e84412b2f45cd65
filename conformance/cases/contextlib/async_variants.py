import asyncio
from contextlib import asynccontextmanager, AsyncExitStack
@asynccontextmanager
async def m(n):
    print("in", n)
    yield n
    print("out", n)
async def main():
    async with AsyncExitStack() as s:
        print(await s.enter_async_context(m(1)), await s.enter_async_context(m(2)))
asyncio.run(main())
