class A: pass
class B:
    def __enter__(self): pass
class C:
    def __exit__(self, *a): pass
for c in (A, B, C):
    try:
        with c(): pass
    except TypeError as e:
        print(e)
