class C:
    def __init__(self, n): self.n = n
    def __del__(self): print("del", self.n)
class H: pass
h = H()
h.x, h.y = C("x"), C("y")
del h
class S:
    __slots__ = ("a", "b")
s = S()
s.b, s.a = C("b"), C("a")
del s
class D:
    def __del__(self): print("holder first")
d = D()
d.x = C("then attribute")
del d
