import inspect, functools, types
def f(a, b: int = 1, /, c=2, *args, d, e="x", **kw) -> str:
    "Doc."
    return a
class A:
    "A's doc."
    x = 1
    def __init__(self, y, *, z=3): self.y = y
    def m(self, q): "m's doc"
    @classmethod
    def c(cls, r): pass
    @staticmethod
    def s(t): pass
    @property
    def p(self): return 1
    def __call__(self, u): pass
class B(A):
    def m(self, q): pass
for o in (f, A, A.m, A(1).m, A.c, A.s, A(1), functools.partial(f, 1, c=5), lambda *a: 0, len, str.split, int, dict.fromkeys, object, print, B):
    try: print(inspect.signature(o))
    except (ValueError, TypeError) as e: print(type(e).__name__, e)
s = inspect.signature(f)
print([(p.name, p.kind.name, p.default is p.empty) for p in s.parameters.values()], s.return_annotation)
bound = s.bind(1, 2, 3, 4, d=5, g=6)
bound.apply_defaults()
print(bound.arguments, bound.args, bound.kwargs)
try: s.bind()
except TypeError as e: print(e)
print(s.replace(parameters=[]), inspect.getfullargspec(f))
print(inspect.getsource(f), inspect.getsourcelines(A.m), inspect.getdoc(B.m), inspect.getdoc(B), inspect.getcomments(f))
print([n for n, _ in inspect.getmembers(A(1)) if not n.startswith("__")], [(a.name, a.kind, a.defining_class.__name__) for a in inspect.classify_class_attrs(B) if not a.name.startswith("__")])
print(inspect.isfunction(f), inspect.ismethod(A(1).m), inspect.isbuiltin(len), inspect.isclass(A), inspect.ismethoddescriptor(str.split), inspect.isdatadescriptor(A.p), inspect.isroutine(A.m), inspect.getmro(B))
def outer():
    def inner(): return [(r.function, r.lineno, r.code_context[0].strip()) for r in inspect.stack()[:3]]
    return inner()
print(outer())
def gen():
    x = yield 1
g = gen()
print(inspect.getgeneratorstate(g), next(g), inspect.getgeneratorstate(g), inspect.getgeneratorlocals(g), inspect.isgenerator(g))
async def co(): pass
c = co()
print(inspect.iscoroutinefunction(co), inspect.iscoroutine(c), inspect.getcoroutinestate(c))
c.close()
print(inspect.getcallargs(f, 1, d=2), inspect.getattr_static(A(1), "p").__class__.__name__, inspect.unwrap(functools.wraps(f)(lambda: 0)) is f, inspect.cleandoc("a\n    b\n      c"))
def free():
    v = 1
    def h(): return v, len
    return h
print(inspect.getclosurevars(free()).nonlocals, inspect.getmodule(f).__name__, inspect.currentframe().f_code.co_name)
