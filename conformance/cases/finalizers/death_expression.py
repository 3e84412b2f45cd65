class C:
    def __init__(self, n): self.n = n
    def __del__(self): print("del", self.n)
C(1).n; print("attr")
[C(2), C(3)][0]; print("item")
C(4) is C(5); print("is")
print((C(6), C(7))[1].n)
x = C(8), C(9); x = None; print("tuple")
for c in [C(10), C(11)]: print("loop", c.n)
print("after loop"); c = None
a = b = C(12); a = None; print("still"); b = None
