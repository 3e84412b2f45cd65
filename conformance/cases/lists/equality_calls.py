class E:
    def __init__(self, n): self.n = n
    def __eq__(self, o):
        print("eq", self.n, o)
        return self.n == o
print([E(1), E(2)].index(2), E(3) in [1, 3], [1, 2].count(E(2)))
