import asyncio
async def forever():
    try:
        await asyncio.sleep(3600)
    except asyncio.CancelledError:
        print("cancelled")
        raise
async def main():
    t = asyncio.create_task(forever())
    await asyncio.sleep(0)
    t.cancel()
    try:
        await t
    except asyncio.CancelledError:
        print("seen")
    try:
        await asyncio.wait_for(asyncio.sleep(3600), 0.001)
    except asyncio.TimeoutError:
        print("timeout")
asyncio.run(main())
