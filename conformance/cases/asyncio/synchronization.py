import asyncio

async def main():
    lock, event, limit = asyncio.Lock(), asyncio.Event(), asyncio.Semaphore(2)
    barrier, condition = asyncio.Barrier(2), asyncio.Condition()

    async def locked(n):
        async with lock:
            print("in", n)
            await asyncio.sleep(0)
            print("out", n)

    await asyncio.gather(*(locked(n) for n in range(3)))
    running = 0

    async def limited():
        nonlocal running
        async with limit:
            running += 1
            most = running
            await asyncio.sleep(0.01)
            running -= 1
            return most

    print(max(await asyncio.gather(*(limited() for _ in range(5)))))

    async def waiter():
        await event.wait()
        return await barrier.wait()

    tasks = [asyncio.create_task(waiter()) for _ in range(2)]
    await asyncio.sleep(0)
    event.set()
    print(sorted(await asyncio.gather(*tasks)))

    async def consumer(n):
        async with condition:
            await condition.wait_for(lambda: ready)
            print("ready", n)

    ready = False
    tasks = [asyncio.create_task(consumer(n)) for n in range(2)]
    await asyncio.sleep(0)
    async with condition:
        ready = True
        condition.notify_all()
    await asyncio.gather(*tasks)

asyncio.run(main())
