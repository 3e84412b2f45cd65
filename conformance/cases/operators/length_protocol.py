class C:
    def __init__(self, n): self.n = n
    def __len__(self): return self.n
print(len(C(3)), bool(C(0)), bool(C(1)))
for n in (-1, 1.5, "a", 1 << 70):
    try:
        len(C(n))
    except (ValueError, TypeError, OverflowError) as e:
        print(type(e).__name__, e)
