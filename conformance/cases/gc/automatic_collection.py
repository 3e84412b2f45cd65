import gc
class C: pass
import weakref
c = C(); c.me = c
r = weakref.ref(c)
del c
print(r() is not None)
keep = []
for i in range(2000):
    keep.append([])
print(r() is None)
