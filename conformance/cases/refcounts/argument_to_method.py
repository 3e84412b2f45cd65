from sys import getrefcount
class C:
    def m(self, x): return getrefcount(self), getrefcount(x)
    def __init__(self, x=None): self.seen = getrefcount(x)
    @classmethod
    def k(cls, x): return getrefcount(x)
    @staticmethod
    def s(x): return getrefcount(x)
    def __call__(self, x): return getrefcount(self), getrefcount(x)
c, o = C(), object()
m = c.m
print(c.m(o), m(o), C.m(c, o), C.k(o), c.k(o), C.s(o), c.s(o), C(o).seen, c(o), getrefcount(c))
