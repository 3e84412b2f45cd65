class I(int):
    def __repr__(self): return "I(%d)" % self
    def __add__(self, o): return I(int(self) + o)
print(I(5), I(5) + 1, I(5) * 2, type(I(5) * 2).__name__, str(I(3)), f"{I(3)}", [I(1)])
