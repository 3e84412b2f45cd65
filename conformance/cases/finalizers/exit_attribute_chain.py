class C:
    def __init__(self, n, child=None): self.n, self.child = n, child
    def __del__(self): print("del", self.n)
tree = C("root", C("child", C("leaf")))
print("end")
