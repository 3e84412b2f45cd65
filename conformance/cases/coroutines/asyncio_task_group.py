import asyncio
async def fail(): raise ValueError("f")
async def main():
    try:
        async with asyncio.TaskGroup() as tg:
            tg.create_task(fail())
            tg.create_task(asyncio.sleep(10))
    except* ValueError as g:
        print(g.exceptions)
asyncio.run(main())
