import gc
class C:
    def __init__(self, name): self.name = name
    def __del__(self): print("del", self.name)
gc.disable()
d = C("cycle")
d.me = d
del d
a = C("global")
print("end")
