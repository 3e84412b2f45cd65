import threading
s = threading.Semaphore(2)
print(s.acquire(), s.acquire(), s.acquire(blocking=False))
s.release()
b = threading.Barrier(2)
out = []
def f(): out.append(b.wait() in (0, 1))
t = threading.Thread(target=f); t.start()
out.append(b.wait() in (0, 1))
t.join()
print(out, b.n_waiting)
try:
    threading.BoundedSemaphore(1).release()
except ValueError as e:
    print(e)
