class C:
    def __init__(self, n): self.n = n
    def __del__(self): print("del", self.n)
class D(C): pass
d = D("d"); d.a = C("a"); d.b = C("b"); d = None; print("inline")
d = D("d"); d.a = C("a"); d.__dict__; d.b = C("b"); d = None; print("dict")
class S:
    __slots__ = ("x", "y")
s = S(); s.x = C("x"); s.y = C("y"); s = None; print("slots")
d = D("d"); d.a = C("a"); del d.a; print("deleted"); d.a = C("b"); d.a = 1; print("replaced")
