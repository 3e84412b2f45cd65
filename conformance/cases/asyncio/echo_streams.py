import asyncio
async def handle(r, w):
    while True:
        line = await r.readline()
        if not line: break
        w.write(line.upper()); await w.drain()
    w.close(); await w.wait_closed(); print('server done')
async def client(port, n):
    r, w = await asyncio.open_connection('127.0.0.1', port)
    for i in range(3):
        w.write(f'hello {n} {i}\n'.encode()); await w.drain()
        print(n, (await r.readline()).decode().strip())
    w.write_eof()
    print(n, await r.read())
    w.close(); await w.wait_closed()
async def main():
    s = await asyncio.start_server(handle, '127.0.0.1', 0)
    port = s.sockets[0].getsockname()[1]
    async with s:
        await asyncio.gather(*(client(port, i) for i in range(3)))
    print('closed')
asyncio.run(main())
