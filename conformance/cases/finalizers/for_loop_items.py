class C:
    def __init__(self, n): self.n = n
    def __del__(self): print("del", self.n)
for c in (C(i) for i in range(2)):
    print("body", c.n)
print("--")
for c in [C(5), C(6)]:
    print("body", c.n)
print("--")
c = None
