# --- instance attribute
class C: pass
c = C()
c.x = o
print(rc(o), rc(c.x), rc(c))
c.__dict__
print(rc(o), rc(c.x), rc(c.__dict__))
del c.x
print(rc(o))
# --- slots
class C:
    __slots__ = ("x", "y")
c = C()
c.x = o
print(rc(o), rc(c.x), rc(c))
c.y = c.x
print(rc(o))
del c
print(rc(o))
# --- class attribute
class C:
    x = o
    n = rc(o)
print(rc(o), rc(C.x), rc(C().x), C.n)
# --- property
class C:
    @property
    def p(self): return rc(self)
    @p.setter
    def p(self, v): print(rc(self), rc(v))
    @p.deleter
    def p(self): print(rc(self))
c = C()
print(c.p, C().p, getattr(c, "p"), C.p.fget(c), C.p.__get__(c))
c.p = o
setattr(c, "p", o)
del c.p
delattr(c, "p")
# --- descriptor
class D:
    def __get__(self, i, t): return rc(self), rc(i)
    def __set__(self, i, v): print(rc(self), rc(i), rc(v))
    def __delete__(self, i): print(rc(self), rc(i))
class C: d = D()
c = C()
print(c.d, C().d, C.d[0], getattr(c, "d"))
c.d = o
setattr(c, "d", o)
del c.d
# --- non-data descriptor
class D:
    def __get__(self, i, t): return rc(self), rc(i)
class C: d = D()
c = C()
print(c.d, C().d, C.d[0])
# --- set name
class D:
    def __set_name__(self, owner, name): print(rc(self))
class C:
    d = D()
    e = f = D()
# --- getattr
class C:
    def __getattr__(self, n): return rc(self)
c = C()
print(c.x, C().x, getattr(c, "x"), getattr(c, "x", 1), hasattr(c, "x"), c.x)
# --- getattribute
class C:
    def __getattribute__(self, n): return rc(self)
c = C()
print(c.x, C().x, getattr(c, "x"), hasattr(c, "x"))
# --- getattribute and getattr
class C:
    def __getattribute__(self, n):
        print("getattribute", rc(self))
        raise AttributeError
    def __getattr__(self, n): return rc(self)
c = C()
print(c.x, getattr(c, "y"))
# --- setattr
class C:
    def __setattr__(self, n, v): print(rc(self), rc(v))
    def __delattr__(self, n): print(rc(self))
c = C()
c.x = o
setattr(c, "x", o)
del c.x
delattr(c, "x")
C().x = o
# --- super
class B:
    def m(self, x): return rc(self), rc(x)
    @classmethod
    def k(cls, x): return rc(x)
    @property
    def p(self): return rc(self)
class C(B):
    def m(self, x): return super().m(x)
    @classmethod
    def k(cls, x): return super().k(x)
    @property
    def p(self): return super().p
    def n(self):
        s = super()
        return rc(self), rc(s), s.m(self)
c = C()
print(c.m(o), c.k(o), c.p, c.n(), super(C, c).m(o), rc(c))
# --- method objects
class C:
    def m(self): pass
c = C()
m = c.m
print(rc(c), rc(m), c.m is c.m, rc(C.m), rc(C.__dict__["m"]))
l = [c.m, c.m]
print(rc(c), rc(C.m))
# --- built-in method
l = []
m = l.append
print(rc(l), rc(m))
m(o)
print(rc(o), rc(l), rc(l.append.__self__))
# --- class body
class C:
    x = o
    n = rc(o)
    def m(self): pass
    k = rc(m)
print(C.n, C.k, rc(C.m), rc(o))
# --- class and bases
class A: pass
n = rc(A)
class B(A): pass
print(rc(A) - n)
b = B()
print(rc(B) - rc(A))
x = A()
y = A()
print(rc(A) - n)
del x, y
print(rc(A) - n)
# --- class count of simple class
class A: pass
print(rc(A))
class B:
    x = 1
    def m(self): pass
print(rc(B))
class C:
    __slots__ = ("a",)
print(rc(C))
# --- instance dict against inline values
class C:
    def __init__(self): self.a, self.b = o, o
c, d = C(), C()
print(rc(o))
d.__dict__["c"] = o
print(rc(o))
e = dict(c.__dict__)
print(rc(o), rc(c.__dict__), rc(e))
c.__dict__ = {}
print(rc(o))
# --- vars and dir
class C: pass
c = C()
c.x = o
v = vars(c)
print(rc(o), rc(v), v is c.__dict__, rc(c.__dict__))
# --- init subclass
class B:
    def __init_subclass__(cls, x=None, **k): print(rc(x))
class C(B, x=o): pass
# --- metaclass keywords
class M(type):
    def __new__(m, name, bases, ns, x=None):
        print(rc(x), rc(ns))
        return super().__new__(m, name, bases, ns)
    def __init__(cls, name, bases, ns, x=None): print(rc(x), rc(ns))
    @classmethod
    def __prepare__(m, name, bases, x=None):
        print(rc(x))
        return {}
class C(metaclass=M, x=o): pass
# --- simple namespace
import sys
n = type(sys.implementation)(x=o)
print(rc(o), rc(n.x), rc(n))
# --- module attribute
import sys
m = type(sys)("m")
m.x = o
print(rc(o), rc(m), rc(m.__dict__))
# --- function attribute
def f(): pass
f.x = o
print(rc(o), rc(f.__dict__))
# --- weak reference
import _weakref as weakref
class C: pass
c = C()
r = weakref.ref(c)
print(rc(c), rc(r), rc(r()), rc(weakref.ref(c)))
p = weakref.proxy(c)
print(rc(c), rc(p))
# --- weak callback
import _weakref as weakref
class C: pass
c = C()
def gone(r): print(rc(r))
r = weakref.ref(c, gone)
print(rc(r), rc(gone))
del c
print(rc(gone), rc(r))
# --- weakref of method call
import _weakref as weakref
class C:
    def m(self): return rc(self)
c = C()
p = weakref.proxy(c)
r = weakref.ref(c)
print(p.m(), r().m())
# --- finalizer
class C:
    def __del__(self): print(rc(self))
C()
c = C()
del c
c = C()
c = None
l = [C()]
l.clear()
def f(x): pass
f(C())
# --- builtins that find attributes
class C:
    x = o
c = C()
print(rc(getattr(c, "x")), rc(getattr(c, "y", o)), rc(vars(C)["x"]), rc(c.__class__.x))
import _operator as operator
print(rc(operator.attrgetter("x")(c)), rc(operator.itemgetter(0)([o])), rc(o))
