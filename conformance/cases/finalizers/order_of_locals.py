class C:
    def __init__(self, n): self.n = n
    def __del__(self): print("del", self.n)
def f(p):
    a = C("a")
    b = C("b")
    print("leaving")
f(C("argument"))
print("left")
