import asyncio
async def main():
    q, lock = asyncio.Queue(), asyncio.Lock()
    async def producer():
        for i in range(3):
            await q.put(i)
        await q.put(None)
    async def consumer():
        while (x := await q.get()) is not None:
            async with lock:
                print(x)
    await asyncio.gather(producer(), consumer())
asyncio.run(main())
