class M(type):
    def __instancecheck__(cls, o): return o == 5
    def __subclasscheck__(cls, c): return c is str
class C(metaclass=M): pass
print(isinstance(5, C), isinstance(C(), C), issubclass(str, C), isinstance(1, (str, C, int)))
try:
    isinstance(1, [int])
except TypeError as e:
    print(e)
try:
    issubclass(1, int)
except TypeError as e:
    print(e)
