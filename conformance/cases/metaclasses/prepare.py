class Order(dict):
    def __setitem__(self, k, v):
        if not k.startswith("__"): print("define", k)
        super().__setitem__(k, v)
class M(type):
    @classmethod
    def __prepare__(m, name, bases, **k):
        print("prepare", name, k)
        return Order(preset=1)
    def __new__(m, name, bases, ns, **k): return super().__new__(m, name, bases, dict(ns))
class A(metaclass=M, z=2):
    a = preset
    def f(self): pass
print(A.a, A.preset)
