"""Two threads count into one total, and the total comes out right: on Python 3.11 nothing can get between reading and writing it."""

import threading
import time

total = 0


def count(times):
    global total
    for _ in range(times):
        total += 1


workers = [threading.Thread(target=count, args=(400_000,), name=f"worker-{n}") for n in (1, 2)]
for worker in workers:
    worker.start()
time.sleep(0.004)
for worker in workers:
    worker.join()
print(f"total is {total:,} of 800,000")
