class C:
    def __init__(self, n): self.n = n
    def __del__(self): print("del", self.n)
    def m(self): return self.n
print(C(1).m())
x = [C(2), C(3)][1]
print("--")
C(4).n
print("--")
if C(5): print("in if")
