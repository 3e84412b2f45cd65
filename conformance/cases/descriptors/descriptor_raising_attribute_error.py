class D:
    def __get__(self, o, t): raise AttributeError("from descriptor")
class C:
    d = D()
    def __getattr__(self, n): return "fallback " + n
print(C().d)
