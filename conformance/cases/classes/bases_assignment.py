class A: x = "A"
class B: x = "B"
class C(A): pass
c = C()
print(c.x)
C.__bases__ = (B,)
print(c.x, C.__mro__[1].__name__, A.__subclasses__(), [k.__name__ for k in B.__subclasses__()])
