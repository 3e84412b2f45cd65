import gc
class C:
    def __init__(self, n): self.n = n
    def __del__(self): print("del", self.n, "sees", self.other.n)
a, b = C("a"), C("b")
a.other, b.other = b, a
del a, b
gc.collect()
