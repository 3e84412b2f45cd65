import weakref
class C:
    def __init__(self, n): self.n = n
    def __repr__(self): return "C%d" % self.n
a, b = C(1), C(2)
d = weakref.WeakValueDictionary(x=a, y=b)
k = weakref.WeakKeyDictionary({a: 1, b: 2})
print(sorted(d), len(k))
del a
print(sorted(d), list(k.items()), d.get("x"))
