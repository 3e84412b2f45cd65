import sys
import threading
import time

lock = threading.Lock()
lock.acquire()


def spin():
    while True:
        pass


print("ready", flush=True)
{"spin": spin, "sleep": lambda: time.sleep(3600), "lock": lock.acquire, "input": input}[sys.argv[1]]()
