import asyncio

async def main():
    loop = asyncio.get_running_loop()
    order = []
    for delay in (0.03, 0.01, 0.02, 0.01):
        loop.call_later(delay, order.append, delay)
    loop.call_soon(order.append, "soon")
    handle = loop.call_later(0.015, order.append, "cancelled")
    handle.cancel()
    await asyncio.sleep(0.05)
    print(order, handle.cancelled())
    start = loop.time()
    await asyncio.gather(*(asyncio.sleep(0.2) for _ in range(5)))
    print(0.19 < loop.time() - start < 0.5)

asyncio.run(main())
