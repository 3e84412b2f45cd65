import weakref
class C: pass
c = C()
r = weakref.ref(c, lambda ref: print("dead", ref() is None))
print(r() is c)
del c
print(r())
