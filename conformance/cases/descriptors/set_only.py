class D:
    def __set__(self, o, v): o.__dict__["d"] = v * 2
class C: d = D()
c = C()
print(type(c.d).__name__)
c.d = 4
print(c.d)
