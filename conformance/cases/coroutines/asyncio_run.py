import asyncio
async def child(n):
    await asyncio.sleep(0)
    return n * 2
async def main():
    print(await asyncio.gather(child(1), child(2)))
    t = asyncio.create_task(child(3))
    print(await t, t.done(), t.result())
asyncio.run(main())
