class C:
    def __init__(self, n): self.n = n
    def __del__(self): print("del", self.n)
class P:
    @property
    def p(self): return C("p")
    def __getitem__(self, k): return C("item")
    def __add__(self, o): return C("sum")
    def __call__(self): return C("call")
    def __enter__(self): return C("entered")
    def __exit__(self, *a): print("exit")
p = P()
p.p.n; print(1); p[C("key")].n; print(2); (p + C("right")).n; print(3); p().n; print(4)
with p as q: print("body")
print(5); q = None
with p: print("body")
f"{p.p.n}"; print(6)
