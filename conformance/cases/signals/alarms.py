import signal
import time

times = []


def handler(number, frame):
    times.append(number)
    if len(times) == 4:
        signal.setitimer(signal.ITIMER_REAL, 0)


signal.signal(signal.SIGALRM, handler)
print(signal.alarm(2), signal.alarm(0) > 0, signal.alarm(0))
print(signal.setitimer(signal.ITIMER_REAL, 0.01, 0.02))
# A sleep goes on after a handler that does not raise.
start = time.monotonic()
time.sleep(0.3)
print(time.monotonic() - start >= 0.3, times)
print(signal.getitimer(signal.ITIMER_REAL))


class Late(Exception):
    pass


def raiser(number, frame):
    raise Late("time is up")


signal.signal(signal.SIGALRM, raiser)
signal.setitimer(signal.ITIMER_REAL, 0.01)
try:
    time.sleep(10)
except Late as e:
    print(repr(e))
signal.setitimer(signal.ITIMER_REAL, 0.01)
try:
    while True:
        pass
except Late as e:
    print(repr(e))
for arguments in [(0, -1), (0, 1, -1), (9, 1)]:
    try:
        signal.setitimer(*arguments)
    except Exception as e:
        print(type(e).__name__, e)
