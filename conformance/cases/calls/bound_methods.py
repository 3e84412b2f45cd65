class C:
    def m(self): return self
c = C()
b = c.m
print(b() is c, b.__self__ is c, b.__func__ is C.m, c.m == c.m, c.m is c.m, C.m(c) is c, hash(c.m) == hash(c.m))
