import weakref
class C: pass
c = C()
rs = [weakref.ref(c, lambda _, i=i: print("callback", i)) for i in range(3)]
del c
