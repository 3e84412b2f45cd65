from sys import getrefcount
class C:
    @property
    def p(self): return getrefcount(self)
    def __getitem__(self, k): return getrefcount(self), getrefcount(k)
    def __add__(self, o): return getrefcount(self), getrefcount(o)
    def __eq__(self, o): return getrefcount(self) + 100 * getrefcount(o)
    def __len__(self): return getrefcount(self)
    def __getattr__(self, n): return getrefcount(self)
    def __contains__(self, x): return getrefcount(x) == 0
    def __bool__(self):
        print("bool", getrefcount(self))
        return True
c, o = C(), object()
print(c.p, c[o], c + o, c == o, len(c), c.missing, o in c, bool(c), getattr(c, "p"))
