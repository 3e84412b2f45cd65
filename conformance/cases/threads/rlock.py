import threading
r = threading.RLock()
with r:
    with r:
        print("twice")
try:
    r.release()
except RuntimeError as e:
    print(e)
out = []
def f(): out.append(r.acquire(blocking=False))
with r:
    t = threading.Thread(target=f); t.start(); t.join()
print(out)
