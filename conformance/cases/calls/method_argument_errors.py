class C:
    def m(self, x): pass
    @classmethod
    def k(cls): pass
    @staticmethod
    def s(a): pass
    def __init__(self, a=1): pass
for c in ("C().m()", "C().m(1, 2)", "C.m()", "C.k(1)", "C.s()", "C(1, 2)", "C(b=1)", "C().m(y=1)"):
    try:
        eval(c)
    except TypeError as e:
        print(c, "->", e)
