from sys import getrefcount
class C: pass
base = getrefcount(C)
c = C()
d = C()
print(getrefcount(C) - base)
del c
print(getrefcount(C) - base)
class D(C): pass
print(getrefcount(C) - base)
C.__subclasses__()
print(getrefcount(C) - base)
