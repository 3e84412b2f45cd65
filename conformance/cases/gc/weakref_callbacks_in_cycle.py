import gc, weakref
class C: pass
a, b = C(), C()
a.b, b.a = b, a
r = weakref.ref(a, lambda _: print("callback"))
del a, b
gc.collect()
print(r())
