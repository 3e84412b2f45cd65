class M(type):
    tag = "meta"
    def hello(cls): return "hello " + cls.__name__
    @property
    def p(cls): return "property of class"
class C(metaclass=M): pass
print(C.tag, C.hello(), C.p)
try:
    C().hello
except AttributeError as e:
    print(e)
