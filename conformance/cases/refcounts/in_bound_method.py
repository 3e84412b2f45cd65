from sys import getrefcount
class C:
    def m(self): pass
c = C()
m = c.m
n = [].append
print(getrefcount(c), getrefcount(m), getrefcount(C.m), getrefcount(n))
del m
print(getrefcount(c))
