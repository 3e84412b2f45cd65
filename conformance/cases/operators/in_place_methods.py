class C:
    def __iadd__(self, o):
        print("iadd", o)
        return self
    def __add__(self, o):
        return "add"
c = d = C()
c += 1
print(c is d)
class D:
    def __add__(self, o):
        return "add %s" % o
x = D()
x += 2
print(x)
