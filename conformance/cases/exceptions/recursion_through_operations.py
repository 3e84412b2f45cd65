import sys
sys.setrecursionlimit(300)
def probe(name, make):
    depth = [0]
    try:
        make(depth)()
    except RecursionError as e:
        print(name, depth[0], e)
    except Exception as e:
        print(name, depth[0], type(e), e)
    else: print(name, "ended", depth[0])
def plain(d):
    def f(): d[0] += 1; f()
    return f
def init(d):
    class C:
        def __init__(self): d[0] += 1; C()
    return C
def new(d):
    class C:
        def __new__(cls): d[0] += 1; return C()
    return C
def call(d):
    class C:
        def __call__(self): d[0] += 1; self()
    return C()
def rep(d):
    class C:
        def __repr__(self): d[0] += 1; return repr(self)
    c = C()
    return lambda: repr(c)
def rep2(d):
    class C:
        def __repr__(self): d[0] += 1; return repr([self])
    c = C()
    return lambda: repr(c)
def rep3(d):
    class C:
        def __repr__(self): d[0] += 1; return "%r" % (self,)
    c = C()
    return lambda: repr(c)
def eq(d):
    class C:
        def __eq__(self, o): d[0] += 1; return self == o
    return lambda: C() == C()
def eq2(d):
    class C:
        def __eq__(self, o): d[0] += 1; return [self] == [o]
    return lambda: C() == C()
def getattr_(d):
    class C:
        def __getattr__(self, n): d[0] += 1; return self.x
    return lambda: C().x
def getattribute(d):
    class C:
        def __getattribute__(self, n): d[0] += 1; return self.x
    return lambda: C().x
def mapf(d):
    def f(x): d[0] += 1; return list(map(f, [1]))
    return lambda: f(1)
def prop(d):
    class C:
        @property
        def p(self): d[0] += 1; return self.p
    return lambda: C().p
def add(d):
    class C:
        def __add__(self, o): d[0] += 1; return self + o
    return lambda: C() + 1
def getitem(d):
    class C:
        def __getitem__(self, o): d[0] += 1; return self[o]
    return lambda: C()[1]
def hashf(d):
    class C:
        def __hash__(self): d[0] += 1; return hash(self)
    return lambda: hash(C())
def hasht(d):
    class C:
        def __hash__(self): d[0] += 1; return hash((self,))
    return lambda: hash(C())
def gen(d):
    def g():
        d[0] += 1
        yield from g()
    return lambda: list(g())
def genfor(d):
    def g():
        d[0] += 1
        for x in g(): yield x
    return lambda: list(g())
def compr(d):
    def f(): d[0] += 1; return [f() for _ in [1]]
    return f
def star(d):
    def f(*a): d[0] += 1; f(*a)
    return f
def withf(d):
    class C:
        def __enter__(self):
            d[0] += 1
            with C(): pass
        def __exit__(self, *a): pass
    return C().__enter__
def lru(d):
    import functools
    @functools.lru_cache
    def f(n): d[0] += 1; return f(n+1)
    return lambda: f(0)
def lists(d):
    l = []
    for i in range(1000): l = [l]
    return lambda: repr(l)
def listeq(d):
    a = []; b = []
    for i in range(1000): a = [a]; b = [b]
    return lambda: a == b
def tuplt(d):
    a = (); b = ()
    for i in range(1000): a = (a,); b = (b,)
    return lambda: a < b
def dicteq(d):
    a = {}; b = {}
    for i in range(1000): a = {1:a}; b = {1:b}
    return lambda: a == b
def dictrepr(d):
    a = {}
    for i in range(1000): a = {1:a}
    return lambda: str(a)
def isin(d):
    t = int
    for i in range(1000): t = (t,)
    return lambda: isinstance("", t)
def isin2(d):
    t = int
    for i in range(1000): t = (t,)
    return lambda: issubclass(str, t)
def meth(d):
    class C:
        def m(self): d[0] += 1; self.m()
    return C().m
def boolf(d):
    class C:
        def __bool__(self): d[0] += 1; return bool(self)
    return lambda: bool(C())
def boolif(d):
    class C:
        def __bool__(self):
            d[0] += 1
            if self: pass
    return lambda: bool(C())
def contains(d):
    class C:
        def __contains__(self, x): d[0] += 1; return x in self
    return lambda: 1 in C()
def maxf(d):
    def f(x): d[0] += 1; return max([1, 2], key=f)
    return lambda: f(1)
def join(d):
    def f(x): d[0] += 1; return "".join(map(f, [1]))
    return lambda: f(1)
def superm(d):
    class B:
        def m(self): self.go()
    class C(B):
        def go(self): d[0] += 1; super().m()
    return C().go
def imp(d):
    def f(): d[0] += 1; return __import__("os") and f()
    return f
def deep_iter(d):
    it = iter([1])
    for i in range(200): it = map(lambda x: x, it)
    return lambda: next(it)
for n, m in list(globals().items()):
    if callable(m) and n not in ("probe",): probe(n, m)
