import gc
class C:
    def __del__(self): print("del")
gc.disable()
c = C()
c.me = c
del c
print("before")
print(gc.collect())
