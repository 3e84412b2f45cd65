import threading
t = threading.Thread(target=lambda: print(threading.current_thread().name, threading.current_thread() is t, threading.get_ident() == t.ident))
print(t.name, t.ident, t.daemon)
t.start(); t.join()
print(threading.main_thread().name, threading.Thread(name="x").name, repr(threading.Thread()).split(",")[0])
