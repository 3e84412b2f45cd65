class C:
    def __init__(self, n): self.n = n
    def __del__(self): print("del", self.n)
import weakref
class D(C): pass
def cb(n): return lambda r: print("callback", n, r() is None)
d = D("d"); r1 = weakref.ref(d, cb(1)); r2 = weakref.ref(d, cb(2)); w = weakref.WeakValueDictionary(x=d)
weakref.finalize(d, print, "finalize")
d = None; print(dict(w))
l = [D("e")]; r = weakref.ref(l[0], cb("e")); l = None
