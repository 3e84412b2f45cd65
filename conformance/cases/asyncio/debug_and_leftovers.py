import asyncio

async def left():
    try:
        await asyncio.sleep(100)
    finally:
        print("left is cancelled")

async def main():
    asyncio.create_task(left(), name="left")
    await asyncio.sleep(0)
    print(sorted(t.get_name() for t in asyncio.all_tasks()))
    loop = asyncio.get_running_loop()
    loop.set_exception_handler(lambda loop, context: print(context["message"], repr(context["exception"])))
    loop.call_soon(lambda: 1 / 0)
    await asyncio.sleep(0)

    async def counting():
        try:
            for i in range(5):
                yield i
        finally:
            print("generator closed")

    async for i in counting():
        print(i)
        if i == 1:
            break

asyncio.run(main())
try:
    asyncio.get_running_loop()
except RuntimeError as e:
    print(e)
with asyncio.Runner() as runner:
    print(runner.run(asyncio.sleep(0, "one")), runner.run(asyncio.sleep(0, "two")))
