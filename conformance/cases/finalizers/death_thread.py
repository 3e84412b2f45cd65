class C:
    def __init__(self, n): self.n = n
    def __del__(self): print("del", self.n)
import threading
def f(c): print("in thread", c.n)
t = threading.Thread(target=f, args=(C("arg"),)); t.start(); t.join(); print("joined")
t = None
l = threading.local(); l.x = C("local main")
def g(): l.x = C("local thread")
t = threading.Thread(target=g); t.start(); t.join(); print("joined 2"); l = None; print("end")
