class K:
    def __init__(self, n): self.n = n
    def __hash__(self):
        print("hash", self.n)
        return 1
    def __eq__(self, o):
        print("eq", self.n, o.n)
        return self.n == o.n
d = {K(1): "a", K(2): "b"}
print(d[K(2)])
