import os
import signal
import time


def handler(number, frame):
    print("handler", signal.Signals(number).name, frame.f_code.co_name)


def body():
    signal.raise_signal(signal.SIGUSR1)
    os.kill(os.getpid(), signal.SIGUSR2)
    print("after")


print(signal.signal(signal.SIGUSR1, handler), signal.signal(signal.SIGUSR2, handler))
body()
print(signal.getsignal(signal.SIGUSR1) is handler)
print(signal.signal(signal.SIGUSR1, signal.SIG_IGN) is handler)
signal.raise_signal(signal.SIGUSR1)
print(signal.getsignal(signal.SIGINT) is signal.default_int_handler)
try:
    signal.raise_signal(signal.SIGINT)
except KeyboardInterrupt as e:
    print(repr(e))
