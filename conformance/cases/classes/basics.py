class C:
    "doc"
    shared = []
    def __init__(self, x): self.x = x
    def m(self): return self.x
c = C(5)
print(c.m(), C.m(c), c.shared is C.shared, C.__name__, C.__doc__, C.__module__, C.__bases__, c.__dict__, c.__class__ is C, sorted(k for k in C.__dict__))
