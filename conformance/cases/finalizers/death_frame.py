class C:
    def __init__(self, n): self.n = n
    def __del__(self): print("del", self.n)
def f(a, b):
    c = C("local c")
    d = C("local d")
    print("returning")
f(C("a"), C("b")); print("after")
def g(*a, **k): print("in g")
g(C(1), C(2), x=C("x")); print("after g")
def h():
    x = C("x")
    def inner(): return x
    return 1
h(); print("after h")
