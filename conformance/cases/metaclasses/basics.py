class M(type):
    def __new__(m, name, bases, ns, **k):
        print("new", name, [b.__name__ for b in bases], sorted(n for n in ns if n[0] != "_"), k)
        return super().__new__(m, name, bases, ns)
    def __init__(cls, name, bases, ns, **k):
        print("init", name, k)
        super().__init__(name, bases, ns)
    def __call__(cls, *a):
        print("call", cls.__name__, a)
        return super().__call__(*a)
class A(metaclass=M, opt=1):
    x = 1
class B(A): pass
B()
print(type(A) is M, type(B) is M)
