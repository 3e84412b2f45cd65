class C:
    def __init__(self, n): self.n = n
    def __del__(self): print("del", self.n)
import sys
sys.unraisablehook = lambda u: print("unraisable", u.exc_type.__name__, u.exc_value, u.object.__qualname__, u.err_msg)
class D:
    def __del__(self): raise ValueError("x")
D(); print("1")
l = [D(), C(1), D()]; l = None; print("2")
def f():
    d = D()
    return 5
print(f())
