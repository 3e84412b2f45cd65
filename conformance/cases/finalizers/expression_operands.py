class C:
    def __init__(self, n): self.n = n
    def __del__(self): print("del", self.n)
    def __add__(self, o): return C(self.n + o.n)
C(1) + C(2)
print("--")
(C(10) + C(20)) + C(30)
