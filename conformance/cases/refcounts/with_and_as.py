from sys import getrefcount
class M:
    def __enter__(self): return self
    def __exit__(self, *a): print("exit", getrefcount(self))
with M() as m:
    print(getrefcount(m))
print(getrefcount(m))
m2 = M()
with m2:
    print(getrefcount(m2))
