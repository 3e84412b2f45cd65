class C:
    def __init__(self, n): self.n = n
    def __del__(self): print("del", self.n)
a = C("a")
_b = C("_b")
c = [C("in list")]
print("end of program")
