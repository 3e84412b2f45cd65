class A:
    def f(self): return "A"
class B:
    def f(self): return "B"
a = A()
a.__class__ = B
print(a.f(), type(a).__name__)
for o, c in ((1, A), (a, int), (a, 5)):
    try:
        o.__class__ = c
    except TypeError as e:
        print(e)
