# --- one thread
import _thread
done = _thread.allocate_lock()
done.acquire()
def f(x, y=0):
    print(x, y)
    done.release()
_thread.start_new_thread(f, ([1],), {"y": [2]})
done.acquire()
print("end")
# --- lock objects
import _thread
l = _thread.allocate_lock()
print(l.acquire(), l.locked(), l.acquire(False), l.acquire(True, 0.01))
l.release()
with l: print(l.locked())
try: l.release()
except RuntimeError as e: print(e)
r = _thread.RLock()
with r:
    with r: print("nested")
# --- several threads
import _thread
locks = []
out = []
def f(n, l):
    for i in range(20): out.append([n, i])
    l.release()
for n in range(3):
    l = _thread.allocate_lock(); l.acquire(); locks.append(l)
    _thread.start_new_thread(f, (n, l))
for l in locks: l.acquire()
print(len(out))
# --- raising thread
import _thread
l = _thread.allocate_lock(); l.acquire()
def f():
    try: raise SystemExit([1])
    finally: l.release()
_thread.start_new_thread(f, ())
l.acquire()
print("ok")
# --- thread local
import _thread
loc = _thread._local()
loc.x = [1]
l = _thread.allocate_lock(); l.acquire()
def f():
    print(hasattr(loc, "x"))
    loc.x = [2]
    l.release()
_thread.start_new_thread(f, ())
l.acquire()
print(loc.x)
