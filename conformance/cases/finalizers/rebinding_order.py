class C:
    def __init__(self, n):
        self.n = n
        print("init", n)
    def __del__(self): print("del", self.n)
c = C(1)
c = C(2)
print("end")
