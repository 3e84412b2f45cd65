# --- map
def f(x): return rc(x)
def g(x, y): return rc(x), rc(y)
print(list(map(f, [o])), list(map(f, (o,))), list(map(g, [o], [o])), next(map(f, iter([o]))), list(map(f, (x for x in [o]))), list(map(lambda x: rc(x), [o])))
# --- map with methods
class C:
    def m(self, x): return rc(self), rc(x)
    @staticmethod
    def s(x): return rc(x)
    def __call__(self, x): return rc(self), rc(x)
c = C()
print(list(map(c.m, [o])), list(map(C.s, [o])), list(map(c, [o])), list(map(C.m, [c], [o])))
# --- filter
def f(x):
    print(rc(x))
    return True
for x in filter(f, [o]): print(rc(x))
list(filter(f, (o,)))
# --- sorted with key
def f(x):
    print(rc(x))
    return 0
sorted([o], key=f)
sorted((o, o), key=f)
[o, o].sort(key=f)
min([o], key=f)
max(o, o, key=f)
min((o,), key=f, default=1)
print(rc(o))
# --- sorted with comparison function
import _functools
def cmp(a, b):
    print(rc(a), rc(b))
    return 0
sorted([o, o], key=_functools.cmp_to_key(cmp))
# --- reduce
from _functools import reduce
def f(a, b):
    print(rc(a), rc(b))
    return a
reduce(f, [o, o, o])
reduce(f, [o], o)
print(rc(reduce(f, [object(), object()])))
# --- partial
from _functools import partial
def f(*a, **k): return [rc(x) for x in a], [rc(x) for x in k.values()]
def g(x): return rc(x)
def h(x, y): return rc(x), rc(y)
p = partial(f, o)
q = partial(f, k=o)
print(rc(o), p(), p(o), q(), q(o), q(k=1)[0], partial(g, o)(), partial(g)(o), partial(g, x=o)(), partial(h, o)(o), partial(h, y=o)(o), rc(p.args), rc(p.keywords))
# --- lru cache
from _functools import _lru_cache_wrapper
import _functools
def f(x): return rc(x)
c = _lru_cache_wrapper(f, 2, False, tuple)
print(c(o), c(o), rc(o))
c = _lru_cache_wrapper(f, None, False, tuple)
print(c(o), rc(o))
c = _lru_cache_wrapper(f, 0, False, tuple)
print(c(o), rc(o))
# --- all, any, sum with generators
print(all(rc(x) == 3 for x in [o]), any(rc(x) for x in [o]), sum(rc(x) for x in [o]), list(rc(x) for x in (o,)), tuple(rc(x) for x in {o}))
# --- iter with sentinel
def f(): return o
for x in iter(f, None):
    print(rc(x))
    break
print(rc(o), rc(f))
# --- zip strict
print([(rc(a), rc(b)) for a, b in zip([o, o], [o, o], strict=True)])
# --- enumerate and reversed
print([rc(x) for i, x in enumerate([o, o, o])], [rc(x) for x in reversed((o, o))], [rc(p) for p in enumerate([o, o])])
# --- getattr family
class C: pass
c = C()
setattr(c, "x", o)
print(rc(o), rc(getattr(c, "x")), hasattr(c, "x"), rc(o))
delattr(c, "x")
print(rc(o))
# --- isinstance and id
print(isinstance(o, object), id(o) == id(o), callable(o), type(o) is object, hash(o) == hash(o), rc(o))
# --- type call
class C: pass
T = type("T", (C,), {"x": o})
print(rc(o), rc(T.x), rc(T))
# --- exec namespaces
d = {"o": o, "rc": rc}
exec("x = o\nr = rc(o)", d)
print(d["r"], rc(o))
l = {}
exec("x = o\nr = rc(o)", {"rc": rc, "o": o}, l)
print(l["r"], rc(o), rc(l["x"]), rc(l))
# --- locals
def f(x):
    n = rc(x)
    l = locals()
    m = rc(x)
    l = locals()
    return n, m, rc(x), rc(l)
print(f(o), rc(o))
# --- locals at module level
l = locals()
print(rc(o), l is globals(), rc(l))
# --- globals in function
def f(): return rc(globals())
print(f(), rc(globals()))
# --- vars
class C: pass
c = C()
c.x = o
print(rc(vars(c)["x"]), rc(vars(c)), rc(vars()))
# --- interned strings and names
import sys
s = sys.intern("".join(["some", "name", "z"]))
d = {s: 1}
print(rc(s))
class C: pass
c = C()
setattr(c, s, 1)
print(rc(s))
t = sys.intern("".join(["some", "name", "z"]))
print(s is t, rc(s))
# --- deque
from _collections import deque
d = deque([o])
print(rc(o), rc(d), rc(d[0]))
d.append(o); d.appendleft(o); print(rc(o))
d.rotate(1); d.extend([o]); print(rc(o))
for x in d:
    print(rc(x))
    break
d.pop(); d.popleft(); print(rc(o))
d.remove(o); print(rc(o))
e = d.copy(); print(rc(o), rc(e))
e = deque(d, 1); print(rc(o))
e.append(None); print(rc(o))
it = iter(d); print(rc(d))
d.clear(); print(rc(o))
# --- defaultdict
from _collections import defaultdict
def make():
    return o
d = defaultdict(make)
d[1]; print(rc(o), rc(make))
d[2]; print(rc(o), rc(d[1]))
class K:
    def __hash__(self): return 1
k = K()
e = defaultdict(lambda: rc(k))
print(e[k], rc(k))
# --- missing
class D(dict):
    def __missing__(self, k): return rc(self), rc(k)
d = D()
print(d[o], d.get(o))
# --- ordered dict
from _collections import OrderedDict
d = OrderedDict(a=o)
print(rc(o), rc(d))
d["b"] = o; d[o] = o; print(rc(o))
d.move_to_end("a"); print(rc(o))
for k, v in d.items(): print(rc(v))
for k in d: print(rc(d[k]))
d.popitem(); print(rc(o))
d.pop(o); print(rc(o))
e = d.copy(); print(rc(o))
d.clear(); print(rc(o))
# --- itertools
import itertools
print([rc(x) for x in itertools.chain([o], [o])], [rc(x) for x in itertools.islice([o, o], 1)], [rc(x) for x in itertools.repeat(o, 2)])
print([rc(x) for x in itertools.takewhile(lambda y: True, [o])], [rc(x) for x in itertools.dropwhile(lambda y: False, [o])], [rc(x) for x in itertools.filterfalse(lambda y: False, [o])])
print([rc(x[0]) for x in itertools.product([o], repeat=2)], [rc(x[0]) for x in itertools.permutations([o, o])], [rc(x[0]) for x in itertools.combinations([o, o], 1)])
print([rc(x) for x in itertools.compress([o], [1])], [(rc(a), rc(b)) for a, b in itertools.pairwise([o, o, o])], [rc(x) for x in itertools.accumulate([o, o], lambda a, b: b)])
print([rc(x) for x in itertools.starmap(lambda a: a, [(o,)])], [rc(x[0]) for x in itertools.zip_longest([o, o], [o])], [(rc(k), rc(g)) for k, g in itertools.groupby([o])])
print(rc(o))
# --- itertools calling
import itertools
def f(x):
    print(rc(x), end=" ")
    return True
def g(a, b):
    print(rc(a), rc(b), end=" ")
    return b
list(itertools.takewhile(f, [o]))
list(itertools.dropwhile(f, [o]))
list(itertools.filterfalse(f, [o]))
list(itertools.starmap(f, [(o,)]))
list(itertools.starmap(f, [[o]]))
list(itertools.accumulate([o, o, o], g))
[k for k, v in itertools.groupby([o], f)]
print()
# --- itertools that keep
import itertools
c = itertools.cycle([o])
print(rc(next(c)), rc(next(c)), rc(next(c)))
a, b = itertools.tee([o, o])
print(rc(next(a)), rc(next(b)), rc(o))
p = itertools.product([o], [o]); x = next(p); print(rc(x), rc(o))
p = itertools.combinations([o, o], 2); x = next(p); print(rc(x), rc(o))
p = itertools.zip_longest([o], [o]); x = next(p); print(rc(x), rc(o))
p = itertools.pairwise([o, o]); x = next(p); print(rc(x), rc(o))
del p, x, a, b, c; print(rc(o))
# --- heapq and bisect
import _heapq, _bisect
class C:
    def __lt__(self, y):
        print(rc(self), rc(y))
        return False
a, b = C(), C()
h = [a]
_heapq.heappush(h, b)
_heapq.heappop(h)
_heapq.heapify([a, b])
_heapq.heappushpop([a], b)
_heapq.heapreplace([a], b)
_bisect.insort_right([a], b)
_bisect.bisect_right([a], b)
_bisect.bisect_left([a], b, key=lambda x: x)
print(rc(a), rc(b))
# --- operator functions
import _operator
class C:
    def __add__(self, y): return rc(self), rc(y)
    def __getitem__(self, k): return rc(self), rc(k)
    def __lt__(self, y): return rc(self), rc(y)
    def m(self, x): return rc(self), rc(x)
    def __contains__(self, x): return rc(x) > 4
c = C()
print(_operator.add(c, o), _operator.getitem(c, o), _operator.lt(c, o), _operator.methodcaller("m", o)(c), _operator.itemgetter(o)(c), _operator.contains(c, o))
m = _operator.methodcaller("m", o, o)
g = _operator.itemgetter(o)
print(rc(o))
# --- string methods that call back
class C:
    def __format__(self, s): return str(rc(self))
    def __str__(self): return str(rc(self))
    def __getitem__(self, k): return rc(self)
    def __index__(self): return rc(self)
c = C()
print("{0} {0!s} {0[1]}".format(c), "{x}".format(x=c), "{x}".format_map({"x": c}), "%s %s" % (c, c), "%(a)s" % {"a": c}, "%d" % c, "%s" % c)
# --- translate and join
class T:
    def __getitem__(self, k): return rc(self)
t = T()
print([ord(x) for x in "ab".translate(t)])
# --- int and float constructors
class C:
    def __int__(self): return rc(self)
    def __index__(self): return rc(self)
    def __float__(self): return float(rc(self))
c = C()
print(int(c), float(c), int(C()), bytes(c), [0] * c, range(c), bytearray(c), chr(c), bin(c), "abcdefgh"[c], 2 ** 3 >> c.__index__(), (1).__lshift__(2), "a" * c, round(1.5, c), pow(2, c.__index__()))
# --- threads
import _thread
done = _thread.allocate_lock()
done.acquire()
def f(x):
    print(rc(x))
    done.release()
_thread.start_new_thread(f, (o,))
done.acquire()
_thread.start_new_thread(f, (), {"x": o})
done.acquire()
t = (o,)
_thread.start_new_thread(f, t)
done.acquire()
