class C:
    def __init__(self, n): self.n = n
    def __del__(self): print("del", self.n)
c = C(1)
d = c
del c
print("still alive")
d = None
print("dead")
C(2)
print("end")
