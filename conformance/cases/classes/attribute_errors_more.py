class A:
    y = 1
    def __getattr__(s, n): return "ga:" + n
    def __setattr__(s, n, v): print("set", n, v); object.__setattr__(s, n, v)
    def __delattr__(s, n): print("del", n); object.__delattr__(s, n)
    def __dir__(s): return ["b", "a"]
a = A(); a.x = 1; print(a.x, a.y, a.z, dir(a), hasattr(a, "q"), getattr(a, "w", 5)); del a.x; print(a.x, vars(a))
try: del a.nope
except AttributeError as e: print(e, e.name)
class B:
    def __getattribute__(s, n):
        if n == "boom": raise ValueError("boom")
        if n == "miss": raise AttributeError("missing!")
        return object.__getattribute__(s, n)
    def __getattr__(s, n): return "fallback " + n
b = B(); print(b.miss, hasattr(b, "miss"))
try: b.boom
except ValueError as e: print(e)
class D:
    def __get__(s, o, t=None): return "get" if o is not None else s
    def __set__(s, o, v): raise AttributeError("read only")
class N:
    def __get__(s, o, t=None): return "nondata"
class C:
    d = D(); n = N()
c = C(); c.__dict__.update(d=1, n=2); print(c.d, c.n, C.n)
def fn(self, x): return x
for f in (lambda: setattr(c, "d", 1), lambda: delattr(c, "d"), lambda: setattr(C, 1, 1), lambda: getattr(c, 1), lambda: setattr(5, "x", 1), lambda: setattr(int, "x", 1), lambda: delattr(int, "real"), lambda: delattr(C, "zz"), lambda: object().x, lambda: (lambda: 0).x, lambda: setattr(c, "__class__", int), lambda: setattr(c, "__class__", 5), lambda: setattr(c, "__dict__", 5), lambda: delattr(c, "__dict__"), lambda: None.x, lambda: setattr(None, "x", 1), lambda: [].x, lambda: int.x, lambda: "a".foo(), lambda: delattr(5, "real"), lambda: setattr(5, "real", 1), lambda: setattr(fn, "__code__", 5), lambda: setattr(fn, "__name__", 5), lambda: setattr(fn, "__defaults__", 5), lambda: setattr(fn, "__dict__", 5), lambda: delattr(fn, "__name__"), lambda: setattr(fn, "__closure__", 1), lambda: setattr(C, "__name__", 5), lambda: setattr(C, "__bases__", ()), lambda: setattr(C, "__bases__", (int,)), lambda: setattr(C, "__bases__", 5), lambda: setattr(C, "__mro__", ()), lambda: setattr(C, "__module__", 5), lambda: C.__module__, lambda: setattr(C, "__qualname__", 5), lambda: setattr(C, "__doc__", "d"), lambda: C.__doc__, lambda: setattr(int, "__doc__", "d"), lambda: setattr(C().__init__, "x", 1), lambda: setattr(c.__class__.__dict__, "x", 1), lambda: C.__dict__.__setitem__("a", 1), lambda: type(C.__dict__).__name__, lambda: len.x, lambda: setattr(len, "x", 1), lambda: (1).real, lambda: __import__("sys").nope, lambda: setattr(__import__("sys"), "__dict__", 1), lambda: type.__dict__["__mro__"].__get__(5), lambda: object.__getattribute__(5, 1), lambda: object.__setattr__(5, "a", 1), lambda: object.__setattr__(C, "a", 1), lambda: object.__delattr__(c, "zz"), lambda: C.__class__, lambda: C.__subclasses__(), lambda: C.mro()[0] is C, lambda: type(c).__init__, lambda: C.__weakref__.__name__, lambda: c.__reduce_ex__(2)[0].__name__, lambda: c.__format__("x"), lambda: format(c, "x"), lambda: c.__eq__(5), lambda: c.__lt__(5), lambda: c.__hash__() == hash(c), lambda: C.__eq__(C, C), lambda: c.__str__()[:10], lambda: c.__dir__()[:1], lambda: C.__init_subclass__(), lambda: C.__subclasshook__(5), lambda: C.__init_subclass__(x=1)):
    try: print(str(f())[:60])
    except Exception as e: print(type(e).__name__, e)
for body in ({"__slots__": ("x",), "x": 1}, {"__slots__": ("1x",)}, {"__slots__": (1,)}, {"__slots__": ("__dict__", "__dict__")}, {"__slots__": "single"}, {"__slots__": ["a", "a"]}, {"__slots__": {"a": "doc"}}, {"__slots__": ("__weakref__",)}, {"__slots__": 5}, {"__slots__": ("__p",)}, {"__classcell__": 5}, {"__qualname__": 5}, {"__module__": 5}, {"__doc__": 5}, {"__eq__": None}, {"__hash__": None}, {"__iter__": None}):
    try: print(sorted(k for k in type("T", (), body).__dict__ if not k.startswith("__") or k == "__dict__"))
    except Exception as e: print(type(e).__name__, e)
for bases in ((int, str), (bool,), (A, A), (object, A), (type(None),), (5,), (lambda: 0,), (type(lambda: 0),), (range,), (slice,), (int, float), (dict, list), (A, B), (Exception, int), (ValueError, KeyError), (OSError, KeyError), (property,), (type,), (memoryview,)):
    try: print(type("T", bases, {}).__mro__[1:3])
    except Exception as e: print(type(e).__name__, str(e)[:150])
