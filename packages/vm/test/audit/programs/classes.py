# --- simple class
class A:
    x = [1]
    def __init__(self, y): self.y = y
a = A([2])
print(a.x, a.y, a.__dict__)
# --- inheritance and super
class A:
    def f(self): return ["A"]
class B(A):
    def f(self): return super().f() + ["B"]
class C(A):
    def f(self): return super().f() + ["C"]
class D(B, C):
    def f(self): return super().f() + ["D"]
print(D().f(), [c.__name__ for c in D.__mro__])
# --- super with arguments
class A:
    def f(self): return [1]
class B(A):
    def g(self): return super(B, self).f()
    @classmethod
    def h(cls): return super().__new__
print(B().g(), B.h() is object.__new__)
try: super(B, 5)
except TypeError as e: print(e)
# --- property
class A:
    def __init__(self): self._x = [1]
    @property
    def x(self): return self._x
    @x.setter
    def x(self, v): self._x = [v]
    @x.deleter
    def x(self): self._x = None
a = A()
a.x = 5
print(a.x)
del a.x
print(a.x)
# --- property error
class A:
    @property
    def x(self): raise ValueError([1])
try: A().x
except ValueError as e: print(e)
try: A().x = 1
except AttributeError as e: print(e)
# --- getattr
class A:
    def __getattr__(self, n):
        if n == "bad": raise AttributeError(n)
        return [n]
print(A().foo, hasattr(A(), "bad"), getattr(A(), "bad", [1]))
# --- getattribute
class A:
    def __getattribute__(self, n): return [n]
print(A().foo, A().__class__)
class B:
    def __getattribute__(self, n): raise AttributeError(n)
    def __getattr__(self, n): return ["fallback", n]
print(B().q)
# --- setattr delattr
class A:
    def __setattr__(self, n, v): object.__setattr__(self, n, [v])
    def __delattr__(self, n):
        print("del", n)
        object.__delattr__(self, n)
a = A()
a.x = 1
print(a.x)
del a.x
try: a.x
except AttributeError as e: print(e)
# --- descriptors
class D:
    def __get__(self, o, t): return [o is None]
    def __set__(self, o, v): print("set", v)
    def __delete__(self, o): print("del")
    def __set_name__(self, o, n): print("name", n)
class A: x = D()
a = A()
print(a.x, A.x)
a.x = [1]
del a.x
# --- slots
class A:
    __slots__ = ("x", "y")
a = A()
a.x = [1]
print(a.x)
try: a.y
except AttributeError as e: print(e)
try: a.z = 1
except AttributeError as e: print(e)
del a.x
a.y = a
# --- metaclass
class M(type):
    def __new__(m, n, b, d, **k): return super().__new__(m, n, b, d)
    def __init__(c, n, b, d, **k): print(n, k); super().__init__(n, b, d)
    def __call__(c, *a): return [type.__call__(c, *a)]
    @classmethod
    def __prepare__(m, n, b, **k): return {"q": [1]}
class A(metaclass=M, k=[3]):
    def __init__(self, x): self.x = x
print(A([2])[0].x, A.q)
# --- metaclass conflict
class M1(type): pass
class M2(type): pass
class A(metaclass=M1): pass
class B(metaclass=M2): pass
try:
    class C(A, B): pass
except TypeError as e: print("conflict")
# --- mro conflict
class A: pass
class B(A): pass
try:
    class C(A, B): pass
except TypeError as e: print("mro")
# --- class body raises
try:
    class A:
        x = [1]
        1 / 0
except ZeroDivisionError as e: print(e)
# --- init subclass
class A:
    def __init_subclass__(cls, **k): print(cls.__name__, k)
class B(A, z=[1]): pass
try:
    class C: 
        def __init_subclass__(cls): raise ValueError([1])
    class D(C): pass
except ValueError as e: print(e)
# --- new
class A:
    def __new__(cls, *a):
        o = super().__new__(cls)
        o.a = a
        return o
print(A([1]).a)
class B:
    def __new__(cls): return [1]
    def __init__(self): print("never")
print(B())
class C:
    def __init__(self): return [1]
try: C()
except TypeError as e: print(e)
class D:
    def __init__(self): raise ValueError([2])
try: D()
except ValueError as e: print(e)
# --- subclass of builtin
class L(list):
    def append(self, x): super().append([x])
class I(int): pass
class S(str): x = 1
class T(tuple): pass
class D(dict):
    def __missing__(self, k): return [k]
l = L([1]); l.append(2); l.z = [3]
print(l, I(5) + 1, S("ab") + "c", T([[1]]), D()["q"], I(7).real)
# --- operators
class V:
    def __init__(self, x): self.x = x
    def __add__(self, o): return V([self.x, o.x]) if isinstance(o, V) else NotImplemented
    def __radd__(self, o): return [o, self.x]
    def __iadd__(self, o): self.x = [self.x, o]; return self
    def __neg__(self): return V([self.x])
    def __eq__(self, o): return [self.x]
    def __lt__(self, o): return NotImplemented
    def __bool__(self): return False
    def __getitem__(self, i): return [i]
    def __setitem__(self, i, v): print(i, v)
    def __delitem__(self, i): print("del", i)
    def __contains__(self, x): return [x]
    def __len__(self): return 3
    def __hash__(self): return 7
    def __index__(self): return 2
    def __repr__(self): return "V"
a, b = V([1]), V([2])
print((a + b).x, [5] + V([6]) if 0 else 5 + V([6]), (-a).x, a == b, a != b, not a, a[1:2], [1] in a, len(a), hash(a), [1, 2, 3][a])
a += [3]
print(a.x)
a[[1][0]] = [5]
del a["k"]
for f in (lambda: a < b, lambda: a + 1, lambda: a - b, lambda: a @ b, lambda: ~a):
    try: f()
    except TypeError as e: print(e)
# --- iterator class
class It:
    def __init__(self, n): self.n = n
    def __iter__(self): return self
    def __next__(self):
        if self.n == 0: raise StopIteration([1])
        self.n -= 1
        return [self.n]
print(list(It(3)), tuple(It(2)), [*It(2), *It(1)], {str(x) for x in It(2)} == {"[0]", "[1]"})
a, b = It(2)
print(a, b, sum(It(2), []), [1] in It(3), max(It(3)))
a, *b = It(3)
print(a, b)
try: a, b = It(3)
except ValueError as e: print(e)
try: a, b, c = It(2)
except ValueError as e: print(e)
# --- getitem iteration
class G:
    def __getitem__(self, i):
        if i > 2: raise IndexError(i)
        return [i]
print(list(G()), [2] in G(), list(reversed([1, [2]])))
# --- iterator raising
class It:
    n = 0
    def __iter__(self): return self
    def __next__(self):
        self.n += 1
        if self.n == 2: raise ValueError([self.n])
        return [self.n]
for f in (list, tuple, set, sorted, sum, dict, "".join, lambda x: [*x], lambda x: [y for y in x], lambda x: print(*x)):
    try: f(It())
    except (ValueError, TypeError) as e: print(type(e).__name__)
# --- class attributes
class A: pass
A.x = [1]
A.f = lambda self: [self is a]
a = A()
print(A.x, a.f())
del A.x
try: A.x
except AttributeError as e: print(e)
a.__class__ = type("B", (A,), {"y": [2]})
print(a.y)
A.__name__ = "Q"
print(A.__name__, A.__dict__["f"] is A.f)
# --- instance dict
class A: pass
a = A()
a.x = [1]
d = a.__dict__
d["y"] = [2]
a.z = [3]
print(a.y, d)
a.__dict__ = {"n": [4]}
print(a.n, d)
del a.n
print(a.__dict__, vars(a))
# --- many attributes
class A: pass
a = A()
for i in range(40): setattr(a, "a%d" % i, [i])
print(sum(getattr(a, "a%d" % i)[0] for i in range(40)))
b = A()
b.q = [1]; b.a0 = [2]
del b.q
b.q = [3]
print(b.__dict__)
# --- class cycle
class A:
    def f(self): return __class__
a = A()
a.me = a
a.f2 = a.f
print(a.f() is A)
del a
# --- isinstance
class M(type):
    def __instancecheck__(c, o): return [o]
    def __subclasscheck__(c, o): return []
class A(metaclass=M): pass
print(isinstance(5, A), issubclass(int, A), isinstance([], (int, (str, list))), isinstance(5, int | str))
try: isinstance(5, 5)
except TypeError as e: print(e)
# --- class getitem
class A:
    def __class_getitem__(cls, x): return [x]
print(A[1, 2], list[int], dict[str, list[int]])
# --- type three
T = type("T", (list,), {"x": [1], "f": lambda self: len(self)})
print(T([1, 2]).f(), T.x)
for a in [(1,), ("a", 5, {}), ("a", (), 5), ("a", (5,), {}), ("a", (bool,), {})]:
    try: type(*a) if len(a) == 3 else None
    except TypeError as e: print("TypeError")
# --- attribute errors
class A: pass
for f in (lambda: A().x, lambda: A.x, lambda: [].x, lambda: (5).x, lambda: setattr(5, "x", []), lambda: delattr(A(), "q"), lambda: setattr([], "append", 1), lambda: getattr([], 5)):
    try: f()
    except (AttributeError, TypeError) as e: print(e)
# --- repr and str
class A:
    def __repr__(self): return "r%s" % [1]
    def __format__(self, s): return "f" + s
class B:
    def __str__(self): return "s"
    def __repr__(self): return 5
print(A(), [A()], {1: A()}, (A(),), f"{A()!r} {A():x} {A()}", "%s" % A(), "{0:q}".format(A()), str(B()))
try: repr(B())
except TypeError as e: print(e)
try: print([[B()]])
except TypeError as e: print(e)
# --- subclasses
class A: pass
def f():
    class B(A): pass
    return B()
f()
class C(A): pass
print(len(A.__subclasses__()) >= 1, C in A.__subclasses__())
for c in A.__subclasses__(): c.q = [1]
class D(type): pass
E = D("E", (A,), {})
E = None
# --- bases changed
class A: x = [1]
class B: x = [2]
class C(A): pass
c = C()
C.__bases__ = (B,)
print(c.x, C.__mro__[1] is B, A.__subclasses__())
try: C.__bases__ = ()
except TypeError as e: print("TypeError")
# --- bad slots
for s in (5, ("a b",), (5,), "__dict__ x"):
    try: type("T", (), {"__slots__": s})
    except TypeError as e: print("TypeError")
try: type("T", (int,), {"__slots__": ("a",)})
except TypeError as e: print(e)
try: type("T", (), {"__slots__": ("a",), "a": [1]})
except ValueError as e: print(e)
try: type("T", (), {"__qualname__": 5})
except TypeError as e: print(e)
# --- slots and dict
class A:
    __slots__ = ("a", "__dict__", "__weakref__")
a = A(); a.a = [1]; a.b = [2]
print(a.a, a.b, a.__dict__)
class B(A): __slots__ = ("c",)
b = B(); b.c = [3]; b.a = b; b.z = b
class L(list): __slots__ = ("x",)
l = L([1]); l.x = [2]; print(l, l.x)
# --- set name fails
class D:
    def __set_name__(s, o, n): raise ValueError([n])
try:
    class A: x = D()
except RuntimeError as e: print(e, repr(e.__cause__))
# --- class cell
class M(type):
    def __new__(m, n, b, d):
        d.pop("__classcell__", None)
        return super().__new__(m, n, b, d)
try:
    class A(metaclass=M):
        def f(self): return __class__
except RuntimeError as e: print("cell")
# --- mro entries
class P:
    def __mro_entries__(self, bases): return (list,)
class A(P()): pass
print(A.__bases__, A.__orig_bases__[0].__class__.__name__)
class Q:
    def __mro_entries__(self, bases): return [1]
try:
    class B(Q()): pass
except TypeError as e: print(e)
# --- bound methods and wrappers
a = [1]
f = a.append; f([2])
g = list.append; g(a, [3])
h = a.__len__; print(h(), (5).__add__(6), int.__add__(5, 6), a.__getitem__(1), [].__class__, object().__str__ is not None)
try: list.append({}, 1)
except TypeError as e: print(e)
try: int.__add__("a", 1)
except TypeError as e: print(e)
del f, g, h
# --- dir and vars
class A:
    def __init__(s): s.zz = [1]
    def __dir__(s): return ["q", "p"]
print(dir(A()), "zz" in vars(A()), "append" in dir([]))
# --- rich comparison
class A:
    def __init__(s, n): s.n = n
    def __eq__(s, o): return NotImplemented
    def __gt__(s, o): return [s.n, o.n]
print(A([1]) == A([2]), A([1]) != A([2]), A([1]) > A([2]), A([1]) < A([2]), A(1) in [A(2)], (A(1), 2) == (A(1), 2))
