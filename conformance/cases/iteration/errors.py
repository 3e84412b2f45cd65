class A:
    def __iter__(self): return 5
class B:
    def __iter__(self): raise ValueError("no")
class C:
    __iter__ = None
    def __getitem__(self, i): return 1
for x in (5, None, A(), B(), C(), int, len):
    try:
        for _ in x: pass
    except (TypeError, ValueError) as e:
        print(type(e).__name__, e)
