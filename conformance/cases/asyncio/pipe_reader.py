import asyncio
import os

async def main():
    loop = asyncio.get_running_loop()
    r, w = os.pipe()
    reader = asyncio.StreamReader()
    transport, _ = await loop.connect_read_pipe(lambda: asyncio.StreamReaderProtocol(reader), os.fdopen(r, "rb", 0))
    loop.call_later(0.01, os.write, w, b"through the pipe")
    loop.call_later(0.02, os.close, w)
    print(await reader.read())
    await asyncio.sleep(0)

asyncio.run(main())
