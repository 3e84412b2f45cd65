import weakref
class C:
    x = 1
    def __len__(self): return 5
c = C()
p = weakref.proxy(c)
p.y = 2
print(p.x, c.y, len(p), isinstance(p, C), type(p).__name__)
del c
try:
    p.x
except ReferenceError as e:
    print(e)
