class C:
    def __init__(self, n): self.n = n
    def __del__(self): print("del", self.n)
print(len([C(1), C(2)])); print(str(C(3))[:1]); print(isinstance(C(4), C)); sorted([C(5), C(6)], key=lambda c: c.n); print("sorted")
list(map(lambda c: print("f", c.n), [C(7), C(8)])); print("mapped")
dict(a=C(9)); print("dict"); print(max(C(10), C(11), key=lambda c: c.n).n)
