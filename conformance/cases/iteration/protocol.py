class It:
    def __init__(self, n): self.n = n
    def __iter__(self):
        print("iter")
        return self
    def __next__(self):
        print("next", self.n)
        if self.n == 0: raise StopIteration
        self.n -= 1
        return self.n
for x in It(2): print(x)
print(list(It(1)))
