import threading
e, c, items = threading.Event(), threading.Condition(), []
def consumer():
    with c:
        while not items: c.wait()
        print("consumed", items.pop())
    e.set()
t = threading.Thread(target=consumer); t.start()
with c:
    items.append(5)
    c.notify()
print(e.wait(), e.is_set())
t.join()
print(e.wait(0.001))
