# --- binary
class C:
    def __add__(self, y): return rc(self), rc(y)
    def __radd__(self, y): return rc(self), rc(y)
    def __iadd__(self, y): return rc(self), rc(y)
    def __matmul__(self, y): return rc(self), rc(y)
    def __rpow__(self, y): return rc(self), rc(y)
    def __divmod__(self, y): return rc(self), rc(y)
    def __pow__(self, y, m=None): return rc(self), rc(y)
c = C()
print(c + o, o + c, c @ o, o ** c, divmod(c, o), pow(c, o), pow(c, o, o), C() + o, c.__add__(o))
x = c
x += o
print(x)
# --- binary falls back
class C:
    def __add__(self, y):
        print("add", rc(self), rc(y))
        return NotImplemented
class D:
    def __radd__(self, y):
        print("radd", rc(self), rc(y))
        return 1
c, d = C(), D()
print(c + d, rc(c), rc(d))
# --- unary
class C:
    def __neg__(self): return rc(self)
    def __pos__(self): return rc(self)
    def __invert__(self): return rc(self)
    def __abs__(self): return rc(self)
    def __index__(self): return rc(self)
    def __int__(self): return rc(self)
    def __float__(self): return float(rc(self))
    def __round__(self, n=None): return rc(self)
    def __trunc__(self): return rc(self)
    def __complex__(self): return complex(rc(self))
c = C()
print(-c, +c, ~c, abs(c), int(c), float(c), round(c), round(c, 1), complex(c), [0, 1, 2, 3, 4, 5, 6, 7][c], hex(c), range(c), -C())
import math, _operator as operator
print(operator.index(c), math.trunc(c), operator.neg(c), math.sqrt(c))
# --- comparison
class C:
    def __lt__(self, y): return rc(self), rc(y)
    def __gt__(self, y): return rc(self), rc(y)
    def __eq__(self, y): return rc(self), rc(y)
    def __ne__(self, y): return rc(self), rc(y)
    def __le__(self, y): return rc(self), rc(y)
c, d = C(), C()
print(c < o, o < c, c > o, c == o, o == c, c != o, c <= d, c < d, C() < o)
# --- comparison chained
class C:
    def __lt__(self, y):
        print(rc(self), rc(y))
        return True
a, b, c = C(), C(), C()
print(a < b < c, a < b and b < c)
# --- default ne
class C:
    def __eq__(self, y):
        print(rc(self), rc(y))
        return False
c = C()
print(c != o, o != c, c == c)
# --- comparison in list
class C:
    def __eq__(self, y):
        print(rc(self), rc(y))
        return False
c, d = C(), C()
l = [c]
print([c] == [d], c in [d], d in l, [d].count(c), l.count(d), (c,) == (d,), (c,) != (d,))
try: l.index(d)
except ValueError: pass
try: l.remove(d)
except ValueError: pass
print(rc(c), rc(d))
# --- ordering in list
class C:
    def __lt__(self, y):
        print(rc(self), rc(y))
        return False
    def __gt__(self, y):
        print("gt", rc(self), rc(y))
        return False
c, d = C(), C()
print([c] < [d], (c,) < (d,), max(c, d) is c, min(c, d) is c, max([c, d]) is c, min([c, d]) is c)
sorted([c, d])
l = [c, d]
l.sort()
l.sort(reverse=True)
print(rc(c), rc(d))
# --- dict key
class C:
    def __hash__(self):
        print("hash", rc(self))
        return 1
    def __eq__(self, y):
        print("eq", rc(self), rc(y))
        return False
a, b = C(), C()
d = {a: 1}
d[b] = 2
print(d.get(C()), b in d, rc(a), rc(b))
d.pop(C(), None)
d.setdefault(b, 1)
del d[b]
# --- set element
class C:
    def __hash__(self):
        print("hash", rc(self))
        return 1
    def __eq__(self, y):
        print("eq", rc(self), rc(y))
        return False
a, b = C(), C()
s = {a}
s.add(b)
print(b in s, rc(a), rc(b))
s.discard(C())
s.remove(b)
s | {b}
s & {b}
s - {b}
frozenset([a, b])
# --- hash
class C:
    def __hash__(self): return rc(self)
c = C()
print(hash(c), hash(C()), c.__hash__(), hash((c,)) == hash((c,)))
# --- truth
class C:
    def __bool__(self):
        print(rc(self))
        return True
class L:
    def __len__(self): return rc(self)
c = C()
if c: pass
not c
bool(c)
c and 1
c or 1
while c: break
1 if c else 2
all([c])
any([c])
list(filter(None, [c]))
assert c
print(len(L()), bool(L()))
# --- subscript
class C:
    def __getitem__(self, k): return rc(self), rc(k)
    def __setitem__(self, k, v): print(rc(self), rc(k), rc(v))
    def __delitem__(self, k): print(rc(self), rc(k))
c = C()
print(c[o], C()[o], c.__getitem__(o))
c[o] = o
del c[o]
c[o] += (1,)
# --- subscript, warm
class C:
    def __getitem__(self, k): return rc(self), rc(k)
c = C()
def f(c, k): return c[k]
for i in range(20): r = f(c, o)
print(f(c, o))
# --- slice
class C:
    def __getitem__(self, k): return rc(self), rc(k), rc(k.start)
    def __setitem__(self, k, v): print(rc(self), rc(k), rc(v))
c = C()
print(c[o:], c[o:o], c[o:o:o])
c[o:] = o
# --- class getitem
class C:
    def __class_getitem__(cls, k): return rc(k)
print(C[o])
# --- contains
class C:
    def __contains__(self, k):
        print(rc(self), rc(k))
        return True
class I:
    def __iter__(self):
        print("iter", rc(self))
        return iter([1])
c = C()
print(o in c, o not in c, o in C(), o in I())
# --- len and reversed
class C:
    def __len__(self): return rc(self)
    def __reversed__(self): return rc(self)
    def __length_hint__(self): return rc(self)
    def __dir__(self): return [rc(self)]
    def __sizeof__(self): return rc(self)
c = C()
import _operator as operator
print(len(c), reversed(c), operator.length_hint(c), dir(c), c.__sizeof__())
# --- representation
class C:
    def __repr__(self): return str(rc(self))
    def __format__(self, spec): return f"{rc(self)}{spec}"
    def __bytes__(self): return bytes([rc(self)])
c = C()
print(repr(c), str(c), f"{c}", f"{c!r}", f"{c!s:>3}", format(c, "x"), "%s" % c, "%r" % (c,), "{}".format(c), "{!r}".format(c), [c], (c,), {1: c}, bytes(c), ascii(c))
print(c)
# --- str method
class C:
    def __str__(self): return str(rc(self))
c = C()
print(c, str(c), f"{c}", "%s" % c, "{}".format(c), "".join(map(str, [c])), format(c))
# --- iteration
class C:
    def __iter__(self):
        print("iter", rc(self))
        return self
    def __next__(self):
        print("next", rc(self))
        raise StopIteration
c = C()
for x in c: pass
list(c)
tuple(c)
next(c, None)
iter(c)
[*c]
sum(c)
dict(c)
set(c)
"".join(c)
(lambda *a: 0)(*c)
for x in C(): pass
# --- iteration by index
class C:
    def __getitem__(self, i):
        print(rc(self))
        raise IndexError
c = C()
for x in c: pass
list(c)
iter(c)
o in c
# --- await and async
class A:
    def __await__(self):
        print(rc(self))
        return iter(())
async def f(a): await a
a = A()
try: f(a).send(None)
except StopIteration: pass
# --- context manager
class C:
    def __enter__(self):
        print("enter", rc(self))
        return self
    def __exit__(self, *e):
        print("exit", rc(self))
c = C()
with c: pass
with c as d: pass
with C(): pass
with C() as d: pass
with c, c: pass
# --- context manager with error
class C:
    def __enter__(self): return self
    def __exit__(self, t, v, tb):
        print(rc(self), rc(v), rc(tb))
        return True
with C(): raise ValueError
with C():
    e = KeyError(o)
    raise e
print(rc(e))
del e
print(rc(o))
# --- membership of types
class M(type):
    def __instancecheck__(cls, x):
        print(rc(x))
        return True
    def __subclasscheck__(cls, x): return True
class C(metaclass=M): pass
print(isinstance(o, C), isinstance(o, (int, C)), issubclass(int, C))
# --- match
class P:
    __match_args__ = ("x",)
    def __init__(self): self.x = o
match P():
    case P(x): print(rc(x))
match o:
    case y: print(rc(y))
match [o, o]:
    case [a, *b]: print(rc(a), rc(b))
match {"k": o}:
    case {"k": v, **rest}: print(rc(v), rc(rest))
match (o,):
    case (a,) as t: print(rc(a), rc(t))
