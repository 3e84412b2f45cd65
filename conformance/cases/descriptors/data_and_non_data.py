class Data:
    def __get__(self, o, t): return "data"
    def __set__(self, o, v): print("set", v)
class NonData:
    def __get__(self, o, t): return "non-data"
class C:
    d = Data()
    n = NonData()
c = C()
c.__dict__.update(d=1, n=2)
print(c.d, c.n)
c.d = 5
c.n = 6
print(c.d, c.n, C.d)
