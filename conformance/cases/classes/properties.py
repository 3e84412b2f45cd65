class C:
    def __init__(self): self._x = 0
    @property
    def x(self):
        "the x"
        return self._x
    @x.setter
    def x(self, v): self._x = v * 2
    @x.deleter
    def x(self): self._x = None
c = C()
c.x = 5
print(c.x, C.x.__doc__, C.x.fget.__name__)
del c.x
print(c.x)
class R:
    p = property()
    @property
    def q(self): return self.missing
for f in (lambda: R().p, lambda: setattr(R(), "q", 1), lambda: R().q):
    try:
        f()
    except AttributeError as e:
        print(e)
