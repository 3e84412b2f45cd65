class C:
    def __init__(self, n): self.n = n
    def __del__(self): print("del", self.n)
class D:
    def __init__(self, n, inner): self.n, self.inner = n, inner
    def __del__(self):
        print("start", self.n)
        self.inner = None
        C("temp " + self.n)
        print("end", self.n)
D("outer", D("middle", C("leaf"))); print("done")
