import _thread
import queue
import signal
import threading


class Stop(Exception):
    pass


def handler(number, frame):
    raise Stop


signal.signal(signal.SIGALRM, handler)
lock = threading.Lock()
lock.acquire()
sleeper = threading.Thread(target=threading.Event().wait, args=(0.5,))
sleeper.start()
for name, wait in [
    ("lock", lock.acquire),
    ("lock with timeout", lambda: lock.acquire(timeout=5)),
    ("event", threading.Event().wait),
    ("queue", queue.Queue().get),
    ("join", sleeper.join),
    ("pause", signal.pause),
]:
    signal.setitimer(signal.ITIMER_REAL, 0.02)
    try:
        wait()
    except Stop:
        print(name, "stopped")
print(lock.locked())
try:
    _thread.interrupt_main()
    while True:
        pass
except KeyboardInterrupt:
    print("interrupted")
for bad in 0, 65, "x":
    try:
        _thread.interrupt_main(bad)
    except Exception as e:
        print(type(e).__name__, e)
try:
    threading.Thread(target=lambda: signal.signal(signal.SIGINT, signal.SIG_IGN)).run()
    print("main", signal.getsignal(signal.SIGINT))
finally:
    signal.signal(signal.SIGINT, signal.default_int_handler)
