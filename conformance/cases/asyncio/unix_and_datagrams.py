import asyncio
import os
import tempfile

class Doubler(asyncio.Protocol):
    def connection_made(self, transport):
        self.transport = transport

    def data_received(self, data):
        print("data", data)
        self.transport.write(data * 2)

    def eof_received(self):
        print("eof")

    def connection_lost(self, error):
        print("lost", error)

class Pong(asyncio.DatagramProtocol):
    def connection_made(self, transport):
        self.transport = transport

    def datagram_received(self, data, address):
        print("got", data)
        self.transport.sendto(b"pong", address)

class Ping(asyncio.DatagramProtocol):
    def __init__(self, done):
        self.done = done

    def connection_made(self, transport):
        transport.sendto(b"ping")

    def datagram_received(self, data, address):
        print("answer", data)
        self.done.set_result(True)

async def main():
    loop = asyncio.get_running_loop()
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "socket")
        server = await loop.create_unix_server(Doubler, path)
        reader, writer = await asyncio.open_unix_connection(path)
        writer.write(b"abc")
        print(await reader.readexactly(6))
        writer.close()
        await writer.wait_closed()
        await asyncio.sleep(0.01)
        server.close()
        await server.wait_closed()
    done = loop.create_future()
    one, _ = await loop.create_datagram_endpoint(Pong, local_addr=("127.0.0.1", 0))
    two, _ = await loop.create_datagram_endpoint(lambda: Ping(done), remote_addr=one.get_extra_info("sockname"))
    await done
    one.close()
    two.close()

asyncio.run(main())
