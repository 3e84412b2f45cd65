import threading
l = threading.local()
l.x = "main"
def f():
    print(hasattr(l, "x"))
    l.x = "thread"
t = threading.Thread(target=f); t.start(); t.join()
print(l.x)
