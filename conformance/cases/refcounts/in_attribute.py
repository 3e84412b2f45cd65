from sys import getrefcount
class C: pass
class S: __slots__ = ("x",)
o, c, s = object(), C(), S()
c.x = o
s.x = o
C.y = o
print(getrefcount(o), getrefcount(c), getrefcount(s))
c.__dict__
print(getrefcount(o))
del c.x, C.y
s.x = None
print(getrefcount(o))
