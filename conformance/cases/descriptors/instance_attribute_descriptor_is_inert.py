class D:
    def __get__(self, o, t): return "called"
class C: pass
c = C()
c.d = D()
print(type(c.d).__name__)
