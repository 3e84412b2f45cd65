class D:
    def __get__(self, obj, owner=None): return obj is None, owner.__name__
class C: d = D()
class E(C): pass
print(C().d, C.d, E().d, E.d, D().__get__(None, int))
