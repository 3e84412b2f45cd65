class C:
    def __init__(self, n): self.n = n
    def __del__(self): print("del", self.n, end=" ")
a = [C(1), C(2), C(3)]
a.clear()
print("clear")
a = [C(1), C(2), C(3)]
a[:] = []
print("slice")
a = [C(1), C(2), C(3)]
del a[0:2]
print("del slice")
d = {i: C(i) for i in range(3)}
d.clear()
print("dict clear")
