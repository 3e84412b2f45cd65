import gc
gc.collect()
a = []
a.append(a)
del a
print(gc.collect())
d = {}
d["d"] = d
e = [d]
del d, e
print(gc.collect())
class C: pass
c = C(); c.x = c
del c
print(gc.collect())
