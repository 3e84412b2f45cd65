class M(type):
    @classmethod
    def __prepare__(m, *a): return 5
try:
    class C(metaclass=M): pass
except TypeError as e:
    print(e)
