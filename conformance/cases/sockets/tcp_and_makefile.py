import socket
import threading

def serve(listener):
    connection, address = listener.accept()
    with connection, connection.makefile("rwb") as f:
        for line in f:
            f.write(line[::-1].strip() + b"\n")
            f.flush()
    said.append(address[0])

said = []
with socket.create_server(("127.0.0.1", 0)) as listener:
    t = threading.Thread(target=serve, args=(listener,))
    t.start()
    with socket.create_connection(listener.getsockname()) as c:
        print(c.getpeername() == listener.getsockname(), c.family.name, c.type.name)
        with c.makefile("rwb") as f:
            for word in (b"abc\n", b"12345\n"):
                f.write(word)
                f.flush()
                print(f.readline())
        c.shutdown(socket.SHUT_WR)
        print(c.recv(10))
    t.join()
    print(said)
