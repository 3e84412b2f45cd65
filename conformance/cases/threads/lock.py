import threading
lock = threading.Lock()
n = 0
def f():
    global n
    for _ in range(1000):
        with lock:
            n += 1
ts = [threading.Thread(target=f) for _ in range(4)]
for t in ts: t.start()
for t in ts: t.join()
print(n, lock.locked(), lock.acquire(), lock.acquire(False), lock.acquire(timeout=0.001), lock.locked(), lock.release())
try:
    lock.release()
except RuntimeError as e:
    print(e)
