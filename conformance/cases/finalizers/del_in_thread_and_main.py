import threading
class C:
    def __del__(self): print("del in", threading.current_thread().name)
def f():
    c = C()
t = threading.Thread(target=f, name="worker")
t.start(); t.join()
c = C()
del c
