class I:
    def __init__(self, n): self.n = n
    def __index__(self): return self.n
print(list(range(10))[I(2):I(8):I(3)], "hello"[I(1)])
