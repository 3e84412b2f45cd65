class C:
    def __init__(self, n): self.n = n
    def __del__(self): print("del", self.n)
def f(*a, **k): print("called")
f(C(1), C(2), k=C(3))
print("--")
len([C(4), C(5)])
print("--")
def g(a, b): return None
g(C(6), C(7))
print("--")
print(C(8) is C(9))
