class D:
    def __get__(self, o, t): return 1
    def __delete__(self, o): print("delete")
class C: d = D()
c = C()
del c.d
try:
    c.d = 1
except AttributeError as e:
    print(e)
