class C:
    def __init__(self, n): self.n = n
    def __del__(self): print("del", self.n, end=" ")
a = [C(1), C(2), C(3)]
del a
print("list")
t = (C(1), C(2), C(3))
del t
print("tuple")
d = {1: C(1), 2: C(2), 3: C(3)}
del d
print("dict")
d = {C("k"): C("v")}
del d
print("key and value")
