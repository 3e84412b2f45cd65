import asyncio
import concurrent.futures
import contextvars
import threading

user = contextvars.ContextVar("user", default="nobody")

async def main():
    loop = asyncio.get_running_loop()
    user.set("ann")
    print(await asyncio.to_thread(lambda: (threading.current_thread() is threading.main_thread(), user.get())))
    with concurrent.futures.ThreadPoolExecutor(2) as pool:
        print(await asyncio.gather(*(loop.run_in_executor(pool, pow, 2, k) for k in range(5))))
    future = loop.create_future()
    threading.Timer(0.01, lambda: loop.call_soon_threadsafe(future.set_result, 42)).start()
    print(await future)

asyncio.run(main())
