import asyncio

async def give(delay, value):
    await asyncio.sleep(delay)
    return value

async def main():
    tasks = [asyncio.create_task(give(d, d)) for d in (0.05, 0.01)]
    done, pending = await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
    print([t.result() for t in done], len(pending))
    for t in pending:
        t.cancel("enough")
    print(await asyncio.gather(*tasks, return_exceptions=True))
    for f in asyncio.as_completed([give(0.02, "b"), give(0.01, "a")]):
        print(await f)
    inner = asyncio.create_task(give(0.02, "shielded"))
    try:
        await asyncio.wait_for(asyncio.shield(inner), 0.001)
    except TimeoutError as e:
        print("timeout", repr(e), inner.done())
    print(await inner)

asyncio.run(main())
