import threading, queue
q = queue.Queue()
def worker():
    while (x := q.get()) is not None:
        print("got", x)
        q.task_done()
t = threading.Thread(target=worker); t.start()
for i in range(3): q.put(i)
q.join()
q.put(None)
t.join()
print(q.qsize(), q.empty())
try:
    q.get_nowait()
except queue.Empty as e:
    print(type(e).__name__)
