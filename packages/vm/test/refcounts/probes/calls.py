# --- positional
def f(x): return rc(x)
def g(a, x): return rc(a), rc(x)
print(f(o), g(o, o), f(object()), rc(object()), rc(o))
# --- keyword
def f(x): return rc(x)
def g(a=None, *, x=None): return rc(a), rc(x)
print(f(x=o), g(x=o)[1], g(a=o)[0], g(o, x=o))
# --- default
def f(x=o): return rc(x)
def g(*, x=o): return rc(x)
print(f(), g(), f(o), g(x=o))
# --- lambda default
f = lambda x=o: rc(x)
g = lambda *, x=o: rc(x)
print(f(), g(), f(o), rc(f), rc(o))
# --- star constant tuple
def f(x): return rc(x)
t = (o,)
print(f(*(o,)), f(*[o]), f(*t), f(*{o}), f(*iter([o])), f(*(i for i in [o])))
# --- star mixed
def f(a, x): return rc(a), rc(x)
print(f(*(o, o)), f(o, *(o,)), f(*[o], o), f(*(o,), *(o,)))
# --- star keyword
def f(x): return rc(x)
def g(a, b): return rc(a), rc(b)
d = {"x": o}
print(f(**{"x": o}), f(**d), g(**{"a": o, "b": o}), g(o, **{"b": o}), g(*(o,), **{"b": o}))
# --- star keyword to default
def f(a=1, *, b=2): return rc(a), rc(b)
print(f(**{"a": o}, b=o), f(**{"b": o})[1], f(a=o, **{"b": o}))
# --- varargs
def f(*a): return rc(a[0])
def h(*a): return rc(a)
def i(x, *a): return rc(x), rc(a[0]), rc(a)
print(f(o), h(o), f(*(o,)), h(*(o,)), i(o, o), i(*(o, o)), i(o, *(o,)))
# --- varargs tuple identity
def h(*a): return rc(a)
t = (o,)
print(h(*t), rc(t), h(*t, *t))
# --- varkeywords
def f(**k): return rc(k["x"])
def h(**k): return rc(k)
def i(a, **k): return rc(a), rc(k["x"]), rc(k)
print(f(x=o), h(x=o), f(**{"x": o}), h(**{"x": o}), i(o, x=o), i(a=o, x=o), i(**{"a": o, "x": o}))
# --- positional only
def f(a, /, x): return rc(a), rc(x)
print(f(o, o), f(o, x=o), f(*(o,), x=o))
# --- method
class C:
    def m(self, x): return rc(self), rc(x)
c = C()
print(c.m(o), C.m(c, o), C().m(o), c.m(x=o), c.m(*(o,)), c.m(**{"x": o}), rc(c))
# --- bound method
class C:
    def m(self, x): return rc(self), rc(x)
c = C()
m = c.m
print(m(o), m(x=o), m(*(o,)), m(**{"x": o}), rc(c), rc(m), rc(c.m), rc(m.__self__), rc(m.__func__))
# --- bound method in container
class C:
    def m(self, x): return rc(self), rc(x)
c = C()
l = [c.m]
d = {"m": c.m}
print(l[0](o), d["m"](o), (lambda: c.m)()(o), rc(c))
# --- bound method of temporary
class C:
    def m(self): return rc(self)
print(C().m(), (C().m)(), [C().m][0](), getattr(C(), "m")())
# --- classmethod
class C:
    @classmethod
    def k(cls, x): return rc(x)
    @staticmethod
    def s(x): return rc(x)
c = C()
k, s = C.k, C.s
print(C.k(o), c.k(o), C.s(o), c.s(o), k(o), s(o), C.k(x=o), C.s(x=o), C.k(*(o,)), C.s(*(o,)), C.k(**{"x": o}), C.s(**{"x": o}))
# --- classmethod and class count
class C:
    @classmethod
    def k(cls): return rc(cls)
base = rc(C)
k = C.k
print(C.k() - base, C().k() - base, k() - base, rc(C) - base)
# --- init
class C:
    def __init__(self, x=None): self.seen = rc(x), rc(self)
print(C(o).seen, C(x=o).seen, C(*(o,)).seen, C(**{"x": o}).seen)
# --- new
class C:
    def __new__(cls, x=None):
        self = super().__new__(cls)
        self.seen = rc(x), rc(self)
        return self
print(C(o).seen, C(x=o).seen, C(*(o,)).seen, C(**{"x": o}).seen)
# --- new and init
class C:
    def __new__(cls, x):
        self = object.__new__(cls)
        self.a = rc(x), rc(self)
        return self
    def __init__(self, x): self.b = rc(x), rc(self)
c = C(o)
print(c.a, c.b, C(x=o).a, C(x=o).b)
# --- metaclass call
class M(type):
    def __call__(cls, x):
        seen = rc(x)
        c = super().__call__(x)
        return seen, c.x, rc(c)
class C(metaclass=M):
    def __init__(self, x): self.x = rc(x)
print(C(o), C(x=o), C(*(o,)))
# --- call method
class C:
    def __call__(self, x): return rc(self), rc(x)
c = C()
print(c(o), c(x=o), c(*(o,)), c(**{"x": o}), C()(o), c.__call__(o), C.__call__(c, o))
# --- callable in attribute
class C: pass
c = C()
c.f = lambda x: rc(x)
C.g = lambda self, x: (rc(self), rc(x))
print(c.f(o), c.g(o), c.f(x=o))
# --- staticmethod call
@staticmethod
def s(x): return rc(x)
print(s(o), s(x=o), s(*(o,)))
# --- nested
def f(x): return rc(x)
def g(x): return f(x)
def h(x): return g(x)
def k(x): return f(x), g(x), h(x)
print(f(o), g(o), h(o), k(o), f(x=o), rc(o))
# --- recursion
def f(x, n): return rc(x) if n == 0 else f(x, n - 1)
print([f(o, n) for n in range(6)])
# --- returned
def f(x): return x
print(rc(f(o)), rc(f(object())), rc(f(x=o)), rc(f(*(o,))))
# --- local rebinding
def f(x):
    y = x
    n = rc(x)
    del x
    return n, rc(y)
print(f(o))
# --- operator.call and getattr
def f(x): return rc(x)
class C:
    def m(self, x): return rc(self), rc(x)
c = C()
print(getattr(c, "m")(o), (f if o else None)(o), [f][0](o), {"f": f}["f"](o))
# --- exec and eval of text
exec("def f(x): return rc(x)\nprint(f(o), rc(o))")
print(eval("rc(o)"), eval("f(o)"), eval("f(x=o)"), eval("[rc(o)]"))
# --- exec and eval of code
c = compile("def f(x): return rc(x)\nprint(f(o), rc(o))", "c", "exec")
exec(c)
e = compile("rc(o), f(o)", "c", "eval")
print(eval(e), eval(e, globals()), eval(e, {"o": o, "rc": rc, "f": f}))
# --- function itself
def f(): return rc(f)
print(f(), rc(f))
def g(h): return rc(h)
print(g(f), rc(lambda: 0))
# --- running function
def f():
    import sys
    g = sys._getframe().f_globals["f"]
    return rc(g)
print(f(), rc(f))
# --- function parts
def f(a=o): pass
print(rc(f.__code__), rc(f.__defaults__), rc(f.__dict__), rc(f.__dict__), rc(f.__code__.co_consts))
# --- decorator
seen = []
def d(f):
    seen.append(rc(f))
    return f
@d
def f(): pass
@d
class C: pass
@d
@d
def g(): pass
print(seen[0], seen[2:], rc(f))
# --- decorator with arguments
def d(x):
    n = rc(x)
    def e(f): return n, rc(x), rc(f)
    return e
@d(o)
def f(): pass
print(f)
# --- immediately called
print((lambda x: rc(x))(o), (lambda x: rc(x))(x=o), (lambda *a: rc(a[0]))(o), (lambda **k: rc(k["x"]))(x=o))
# --- too many arguments leaves nothing
def f(x): pass
for call in (lambda: f(o, o), lambda: f(), lambda: f(x=o, y=o), lambda: f(*(o, o)), lambda: f(**{"y": o}), lambda: f(o, x=o)):
    try: call()
    except TypeError: pass
    print(rc(o), end=" ")
print()
# --- error in built-in leaves nothing
for call in (lambda: len(o), lambda: [].append(o, o), lambda: o + o, lambda: {}[o], lambda: o[o], lambda: o < o, lambda: o(), lambda: int(o)):
    try: call()
    except Exception: pass
    print(rc(o), end=" ")
print()
