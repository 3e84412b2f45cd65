import _thread
import time

total = 0
done = []


def count(times):
    global total
    for _ in range(times):
        total += 1
    done.append(times)


for _ in range(2):
    _thread.start_new_thread(count, (2_000_000,))
while len(done) < 2:
    time.sleep(0.01)
print(total)
