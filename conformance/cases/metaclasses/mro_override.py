class M(type):
    def mro(cls):
        print("mro of", cls.__name__)
        return super().mro()
class A(metaclass=M): pass
class B(A): pass
print([c.__name__ for c in B.__mro__])
