import select
import selectors
import socket
import threading
import time

a, b = socket.socketpair()
print(select.select([a], [b], [], 0.01)[0], select.select([a], [b], [a])[1] == [b])

def later():
    time.sleep(0.02)
    b.send(b"x")

t = threading.Thread(target=later)
t.start()
print(select.select([a], [], [])[0] == [a], a.recv(1))
t.join()
poll = select.poll()
poll.register(a, select.POLLIN)
print(poll.poll(10))
b.send(b"y")
print(poll.poll() == [(a.fileno(), select.POLLIN)])
with selectors.DefaultSelector() as selector:
    selector.register(a, selectors.EVENT_READ | selectors.EVENT_WRITE, "a")
    selector.register(b, selectors.EVENT_READ, "b")
    print([(key.data, events) for key, events in selector.select()])
    a.recv(1)
    selector.modify(a, selectors.EVENT_READ, "A")
    print(selector.select(0.01))
    b.close()
    print([(key.data, events) for key, events in selector.select()])
    for name in ("register", "unregister"):
        try:
            getattr(selector, name)(*((a, 1) if name == "register" else (12345,)))
        except (KeyError, ValueError) as e:
            print(type(e).__name__)
with select.epoll() as e:
    e.register(a.fileno(), select.EPOLLIN)
    print([mask for _, mask in e.poll(0)], e.closed)
    for f in (lambda: e.register(a), lambda: e.modify(999, 1), lambda: e.unregister(0)):
        try:
            f()
        except OSError as error:
            print(error)
print(e.closed, poll.poll(0)[0][1])
a.close()
