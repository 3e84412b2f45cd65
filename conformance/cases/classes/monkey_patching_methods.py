class C:
    def f(self): return 1
c = C()
print(c.f())
C.f = lambda self: 2
print(c.f())
C.__len__ = lambda self: 7
print(len(c))
c.__len__ = lambda: 8
print(len(c))
