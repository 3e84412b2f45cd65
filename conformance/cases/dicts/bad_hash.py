class A:
    __hash__ = None
class B:
    def __hash__(self): return "x"
class C:
    def __hash__(self): return 2**70
class E:
    def __hash__(self): raise ValueError("no hash")
for c in (A, B, E):
    try:
        {c(): 1}
    except (TypeError, ValueError) as e:
        print(type(e).__name__, e)
print(hash(C()))
