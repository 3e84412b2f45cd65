class C:
    def __init__(self, n): self.n = n
    def __del__(self): print("del", self.n)
l = [C(i) for i in range(4)]
del l[1:3]; print("sliced")
l.clear(); print("cleared")
l = [C(5), C(6), C(7)]
l[:] = [C(8)]; print("replaced")
l = None
l = [C(9)] * 3; del l[0]; print("one gone"); l = None
