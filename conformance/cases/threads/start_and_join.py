import threading
def f(n): print("thread", n)
for n in range(3):
    t = threading.Thread(target=f, args=(n,))
    t.start()
    t.join()
print(threading.active_count(), t.is_alive(), threading.current_thread().name)
