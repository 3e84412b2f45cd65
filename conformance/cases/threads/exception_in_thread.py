import threading
def hook(a): print("hook", a.exc_type.__name__, a.exc_value, a.thread.name)
threading.excepthook = hook
def f(): raise ValueError("in thread")
t = threading.Thread(target=f, name="bad")
t.start(); t.join()
print("main goes on")
