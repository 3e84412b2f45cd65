class A:
    def f(self): return __class__
    def g(self):
        return [__class__ for _ in range(1)]
print(A().f() is A, A().g()[0] is A)
