class C:
    def __init__(self, name): self.name = name
    def __del__(self): print("del", self.name)
a = C("in a global")
def f():
    c = C("cycle")
    c.me = c
f()
import gc
gc.collect()
d = C("cycle at exit")
d.me = d
del d
print("end")
