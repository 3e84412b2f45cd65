class A:
    def __eq__(self, o): return True
class B(A):
    __hash__ = object.__hash__
class C(A):
    def __hash__(self): return 1
print(A.__hash__, B() == 5, hash(C()), A() == A(), A() != A())
class D: pass
d = D()
print(d == d, d == D(), hash(d) == hash(d), {d: 1}[d])
