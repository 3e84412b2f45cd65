# --- positional
def f(a, b): return (a, b)
print(f([1], {}))
# --- keywords
def f(a, *, b=3): return [a, b]
print(f(a=[1], b="x" * 3), f([2]))
# --- star arguments
def f(*args, **kw): return args, kw
print(f(*([1], [2]), x=[3], **{"y": [4]}))
print(f(*range(3)), f(**{}))
# --- too many arguments
def f(a): return a
for args in ([], [1, 2], [[1], [2], [3]]):
    try: f(*args)
    except TypeError as e: print(e)
# --- unexpected keyword
def f(a): return a
try: f([1], zz=[2])
except TypeError as e: print(e)
try: f([1], a=[2])
except TypeError as e: print(e)
# --- bad star argument
def f(*a, **k): return a
try: f(*5)
except TypeError as e: print(e)
try: f(**5)
except TypeError as e: print(e)
try: f(**{1: 2})
except TypeError as e: print(e)
try: f(**{"a": []}, **{"a": []})
except TypeError as e: print(e)
# --- defaults
def f(a=[], b={}, *c, d=[1], **e):
    a.append(1)
    return a, b, c, d, e
print(f(), f(b=3), f([], 1, 2, d=3, z=4))
# --- method
class C:
    def m(self, x): return [self is c, x]
c = C()
print(c.m([1]), C.m(c, [2]))
b = c.m
print(b([3]))
# --- classmethod and staticmethod
class C:
    @classmethod
    def a(cls, x): return cls, x
    @staticmethod
    def b(x): return x
print(C.a([1])[1], C().a([2])[1], C.b([3]), C().b([4]))
# --- callable instance
class C:
    def __call__(self, *a, **k): return a, k
print(C()([1], x=[2]))
print(C()(*[[1]], **{"x": [2]}))
# --- builtin
print(len([1, 2]), max([3], [4]), max([[1], [2]], key=lambda x: x[0]), sum([[1], [2]], []))
print(min([[5], [2]], default=[]), min([], default=[9]), sorted([[3], [1]], key=lambda l: l[0], reverse=True))
# --- builtin errors
for f in (lambda: len(5), lambda: len(), lambda: len([1], [2]), lambda: max([]), lambda: sum(["a"], ""), lambda: ord([]), lambda: int([1]), lambda: [].append(), lambda: {}.get()):
    try: f()
    except Exception as e: print(type(e).__name__)
# --- map filter zip enumerate
print(list(map(lambda a, b: [a, b], [1, 2], (3, 4))))
print(list(filter(None, [[], [1], 0])), list(filter(lambda x: x, [[], [1]])))
print(list(zip([[1]], [[2]], [[3]])), list(enumerate([[1], [2]], 5)))
# --- map raising
def f(x):
    if x == 2: raise ValueError([x])
    return [x]
m = map(f, [1, 2, 3])
try:
    for x in m: print(x)
except ValueError as e: print(e)
print(list(m))
# --- recursion
def f(n): return [] if n == 0 else [f(n - 1)]
print(f(5))
# --- recursion error
def f(n): return f(n + 1)
try: f(0)
except RecursionError as e: print(e)
# --- lambda closure
def make(n):
    return lambda x: (n, x)
print(make([1])([2]))
# --- nested closure
def a():
    x = [1]
    def b():
        nonlocal x
        x = x + [2]
        def c(): return x
        return c
    return b
print(a()()())
# --- unbound local
def f():
    if 0: x = 1
    return x
try: f()
except UnboundLocalError as e: print(e)
def g():
    def h(): return y
    try: h()
    except NameError as e: print(e)
    y = [1]
    del y
    try: h()
    except NameError as e: print(e)
g()
# --- name error
try: nothing
except NameError as e: print(e)
# --- args kept alive
def f(x):
    del x
    return 1
print(f([1]), f(x=[2]), f(*([3],)))
# --- function attributes
def f(a, b=[1]): pass
f.x = [1]
print(f.__defaults__, f.x, f.__dict__)
f.__defaults__ = ([2],)
del f.x
f.__kwdefaults__ = {"q": 1}
print(f.__defaults__, f.__kwdefaults__, f.__name__)
# --- annotations
def f(a: [1], b: "s" = [2]) -> [3]: pass
x: [4] = [5]
print(f.__annotations__, __annotations__)
# --- decorators
def deco(f):
    def inner(*a, **k): return [f(*a, **k)]
    return inner
@deco
@deco
def f(x): return x
print(f([1]))
# --- function identity arguments
def f(*, a, b): return a, b
try: f()
except TypeError as e: print(e)
try: f(a=[1])
except TypeError as e: print(e)
def g(a, b, /): return a, b
try: g(a=[1], b=[2])
except TypeError as e: print(e)
# --- wrong partial
def f(a, b, c): pass
try: f([1])
except TypeError as e: print(e)
