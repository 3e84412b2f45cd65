import asyncio
async def worker(name, n):
    for i in range(n):
        print(name, i)
        await asyncio.sleep(0)
async def main():
    await asyncio.gather(worker("a", 2), worker("b", 3))
asyncio.run(main())
