class A: pass
class B:
    def __init__(self, x): pass
class C:
    def __new__(cls, x): return object.__new__(cls)
for f in (lambda: object(1), lambda: A(1), lambda: B(), lambda: C(1), lambda: object.__new__(B, 1, 2), lambda: object.__init__(B(1), 1), lambda: object.__new__(), lambda: object.__new__(1), lambda: int.__new__(str)):
    try:
        print(type(f()).__name__)
    except TypeError as e:
        print(e)
