import socket

with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as a, socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as b:
    a.bind(("127.0.0.1", 0))
    b.sendto(b"hello", a.getsockname())
    data, sender = a.recvfrom(100)
    print(data, sender[0], sender[1] == b.getsockname()[1])
    b.connect(a.getsockname())
    b.send(b"0123456789")
    print(a.recv(4))
    a.settimeout(0.01)
    try:
        a.recv(1)
    except TimeoutError as e:
        print(e)
    buffer = bytearray(8)
    b.send(b"xyz")
    print(a.recv_into(buffer), buffer)
x, y = socket.socketpair(socket.AF_UNIX, socket.SOCK_DGRAM)
x.send(b"one")
x.send(b"two")
print(y.recv(10), y.recvmsg(2)[0], x.getsockname())
x.close()
y.close()
