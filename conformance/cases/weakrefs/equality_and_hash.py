import weakref
class C:
    def __init__(self, n): self.n = n
    def __eq__(self, o): return self.n == o.n
    def __hash__(self): return hash(self.n)
a, b = C(1), C(1)
ra, rb = weakref.ref(a), weakref.ref(b)
print(ra == rb, hash(ra) == hash(1))
del a
print(ra == rb, hash(ra))
r = weakref.ref(c := C(5))
del c
try:
    hash(r)
except TypeError as e:
    print(e)
