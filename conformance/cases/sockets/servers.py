import socket
import socketserver
import threading

class Reverse(socketserver.StreamRequestHandler):
    def handle(self):
        for line in self.rfile:
            self.wfile.write(line.strip()[::-1] + b"\n")

with socketserver.ThreadingTCPServer(("127.0.0.1", 0), Reverse) as server:
    t = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
    t.start()
    for n in range(3):
        with socket.create_connection(server.server_address) as c, c.makefile("rwb") as f:
            f.write(b"abc%d\n" % n)
            f.flush()
            print(f.readline())
    server.shutdown()
    t.join()
a, b = socket.socketpair()

def feed():
    b.sendall(bytes(500_000))
    b.close()

t = threading.Thread(target=feed)
t.start()
count = 0
while data := a.recv(65536):
    count += len(data)
print(count)
t.join()
a.close()
