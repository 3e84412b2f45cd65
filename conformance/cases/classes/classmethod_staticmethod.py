class C:
    @classmethod
    def k(cls, x): return cls.__name__, x
    @staticmethod
    def s(x): return x
class D(C): pass
print(C.k(1), C().k(2), D.k(3), C.s(4), D().s(5), C.__dict__["k"].__func__.__name__, type(C.__dict__["s"]).__name__, C.__dict__["s"](6))
