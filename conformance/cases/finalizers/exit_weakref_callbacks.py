import weakref
class C: pass
a, b = C(), C()
refs = [weakref.ref(a, lambda r: print("a gone")), weakref.ref(b, lambda r: print("b gone"))]
print("end")
