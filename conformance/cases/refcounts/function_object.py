from sys import getrefcount
def f(): pass
print(getrefcount(f), getrefcount(f.__code__))
g = f
h = [f]
print(getrefcount(f), getrefcount(lambda: 0))
class C:
    def m(self): pass
print(getrefcount(C.m), getrefcount(C.__dict__["m"]))
