import weakref
class C: pass
c = C()
r = weakref.ref(c, lambda _: print("never"))
del r
del c
print("end")
