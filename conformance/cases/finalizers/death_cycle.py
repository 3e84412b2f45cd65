class C:
    def __init__(self, n): self.n = n
    def __del__(self): print("del", self.n)
import gc
class D(C): pass
a, b = D("a"), D("b"); a.o, b.o = b, a; a.c = C("in cycle"); a = b = None; print("cycle"); print(gc.collect() >= 2)
l = [C("in list")]; l.append(l); l = None; print(gc.collect())
def f():
    c = C("in closure")
    def g(): return g, c
f(); print(gc.collect())
