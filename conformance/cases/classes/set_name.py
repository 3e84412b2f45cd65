class D:
    def __set_name__(self, owner, name): print("set_name", owner.__name__, name)
class C:
    a = D()
    b = D()
C.c = D()
class Bad:
    def __set_name__(self, o, n): raise ValueError("bad")
try:
    class E: x = Bad()
except RuntimeError as e:
    print(e, repr(e.__cause__))
