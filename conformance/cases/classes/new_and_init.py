class C:
    def __new__(cls, *a):
        print("new", cls.__name__, a)
        return super().__new__(cls)
    def __init__(self, *a): print("init", a)
C(1, 2)
class D(C):
    def __new__(cls): return 5
print(D())
class T(tuple):
    def __new__(cls, *a): return super().__new__(cls, a)
print(T(1, 2))
