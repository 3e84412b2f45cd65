import threading
import time

lock = threading.Lock()
counter = 0
total = 0


def compute():
    global counter, total
    for i in range(3000):
        counter += 1
        with lock:
            total += 1


def wait():
    time.sleep(0.002)
    sorted(range(500), key=lambda i: -i)
    with open(__file__) as f:
        f.read()
    time.sleep(0.002)


threads = [threading.Thread(target=compute, name=f"worker {i}") for i in range(4)]
threads.append(threading.Thread(target=wait, name="waiter"))
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(counter, total, f"{time.perf_counter():.9f} {time.process_time():.9f}")
