class M(type):
    def __getattr__(cls, n): return "meta " + n
    def __getitem__(cls, k): return ("item", k)
    def __len__(cls): return 42
    def __iter__(cls): return iter("abc")
    def __contains__(cls, x): return x == 1
    def __repr__(cls): return "<M class>"
    def __bool__(cls): return False
class C(metaclass=M): pass
print(C.anything, C[3], len(C), list(C), 1 in C, C, bool(C))
