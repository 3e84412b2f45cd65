class Base:
    registry = []
    def __init_subclass__(cls, tag=None, **k):
        super().__init_subclass__(**k)
        Base.registry.append((cls.__name__, tag))
class A(Base): pass
class B(A, tag="b"): pass
print(Base.registry)
try:
    class C(Base, other=1): pass
except TypeError as e:
    print(e)
try:
    class D(x=1): pass
except TypeError as e:
    print(e)
