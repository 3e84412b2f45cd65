def f(self, x): return self, x
print(f.__get__(5)(6), f.__get__(None, int) is f, type(f.__get__(1)).__name__)
class C: pass
C.m = f
c = C()
print(c.m(1)[1], C.__dict__["m"] is f, C.m is f)
