# --- list
l = [[1], [2]]
l.append([3]); l.insert(0, [0]); l.extend([[4], [5]]); l += ([6],)
print(l, l.pop(), l.pop(0), l[1:3], l * 2, l + [[9]], [1] in l, l.index([2]), l.count([3]))
l[0] = [7]; l[1:2] = [[8], [9]]; del l[0]; del l[::2]
print(l)
l.reverse(); l.remove([9]) if [9] in l else None; c = l.copy(); l.clear()
print(l, c, [[1], [2]] == [[1], [2]], [[1]] < [[2]], [[1]] != [[1]])
l = [1]; l.append(l); print(l)
l *= 3
# --- list sort
class K:
    def __init__(s, n): s.n = n
    def __lt__(s, o): return s.n < o.n
    def __repr__(s): return "K%d" % s.n
l = [K(n) for n in (5, 2, 9, 1)]
l.sort(); print(l)
l.sort(key=lambda k: [-k.n]); print(l)
def bad(k):
    if k.n == 2: raise ValueError([k.n])
    return k.n
try: l.sort(key=bad)
except ValueError as e: print(e)
class B:
    def __lt__(s, o): raise KeyError([1])
try: [B(), B()].sort()
except KeyError as e: print(e)
def grow(k):
    l.append(k); return k.n
try: l.sort(key=grow)
except ValueError as e: print(e)
print(sorted(["b", "a"]), sorted([3, 1], reverse=True), sorted({"z": 1, "y": 2}))
# --- dict
d = {"a": [1], 2: [3], (1, 2): [4]}
d["b"] = [5]; d["a"] = [6]; del d[2]
print(d, d.get("q"), d.get("q", [7]), d.pop("b"), d.pop("zz", [8]), d.setdefault("s", [9]), d.setdefault("s", []))
print(list(d.items()), list(d.keys()), list(d.values()), "a" in d, len(d), d == {**d}, d | {"n": [1]})
d.update({"u": [1]}, v=[2]); d.update([("w", [3])]); d |= {"x": [4]}
print(d, d.popitem(), dict.fromkeys(["a", "b"], [1]), d.copy() == d, {k: v for k, v in d.items()})
d.clear(); print(d)
d["me"] = d; print(d)
# --- dict with python keys
class K:
    def __init__(s, n): s.n = n
    def __hash__(s): return s.n % 2
    def __eq__(s, o): return isinstance(o, K) and s.n == o.n
d = {K(i): [i] for i in range(6)}
print(d[K(3)], K(9) in d, d.get(K(4)), d.pop(K(5)), d.setdefault(K(7), [7]), len(d))
d[K(3)] = [33]
del d[K(2)]
print(sorted(v[0] for v in d.values()), {K(1), K(1), K(2)} == {K(2), K(1)}, {**{K(1): 1}} == {K(1): 1})
print(dict([(K(1), [2])]) == {K(1): [2]}, d == dict(d), dict.fromkeys([K(1), K(1)], [1])[K(1)])
# --- dict key errors
class H:
    def __hash__(s): raise ValueError([1])
class E:
    def __hash__(s): return 1
    def __eq__(s, o): raise KeyError([2])
d = {}
for f in (lambda: d[H()], lambda: {H(): [1]}, lambda: {H()}, lambda: d.get(H(), [2]), lambda: {E(): [1], E(): [2]}, lambda: {E(), E()}, lambda: d.setdefault(H(), [3]), lambda: dict([(H(), [1])]), lambda: dict([5]), lambda: dict([(1, 2, 3)]), lambda: H() in d, lambda: [E()].index(E()), lambda: [E()] == [E()], lambda: (E(),) == (E(),), lambda: [E()].count(E()), lambda: E() in [E()]):
    try: f()
    except Exception as e: print(type(e).__name__, e)
# --- dict changed in lookup
class K:
    def __hash__(s): return 1
    def __eq__(s, o):
        d.clear()
        return False
d = {}
d[K()] = [1]
d[K()] = [2]
print(len(d))
# --- dict iteration mutation
d = {1: [1], 2: [2]}
try:
    for k in d: d[k + 10] = [k]
except RuntimeError as e: print(e)
s = {1, 2}
try:
    for k in s: s.add(k + 10)
except RuntimeError as e: print(e)
it = iter(d.items())
next(it)
del it
# --- dict views
a, b = {1: [1], 2: [2]}, {2: [2], 3: [3]}
print(a.keys() & b.keys(), a.keys() | b.keys(), a.keys() - b.keys(), a.keys() ^ b.keys(), a.keys() == b.keys(), list(reversed(a.items())), 1 in a.keys(), (1, [1]) in a.items())
# --- set
s = {1, "a", (2, 3)}
s.add(4); s.discard(9); s.remove("a")
print(len(s), s | {5} == {5, *s}, s & {1}, s - {1, 4}, s ^ s, s <= s, s.isdisjoint([7]), sorted(map(str, s)))
s.update([(1, [2][0])], "xy"); s -= {1}; s |= {8}; s &= {8, 9}; s ^= {10}
print(sorted(s), s.pop() in (8, 10), frozenset([1, 2]) == {1, 2}, hash(frozenset([1])) == hash(frozenset([1])))
try: {1}.remove(2)
except KeyError as e: print(e)
try: {[]}
except TypeError as e: print(e)
# --- tuple
t = ([1], [2])
print(t + ([3],), t * 2, t[0], t[1:], [1] in t, t.index([2]), t.count([1]), t == ([1], [2]), hash((1, (2,))), t < ([2],), (*t, [4]))
a, b = t
(a, b), c = t, [5]
print(a, b, c)
# --- string
s = "abc"
print(s + "d", s * 3, s[1], s[::-1], s.upper(), s.split("b"), ",".join(["x", "y"]), s.replace("a", "z"), "%s-%r" % ([1], [2]), f"{[1]!r:>10}|{s}", "{} {x}".format([1], x=[2]))
print("%(a)s" % {"a": [1]}, s.startswith(("a", "x")), s.find("c"), "a,b".partition(","), s.encode(), "x".center(5, "*"), s in "zabcz", list("ab"), "ab" < "b", "a b".title(), "x" "y")
for f in (lambda: "%s %s" % ([1],), lambda: "%d" % [], lambda: "{}{}".format([1]), lambda: "a" + [1], lambda: "".join([1]), lambda: "{a}".format(), lambda: "a".index("b")):
    try: f()
    except Exception as e: print(type(e).__name__, e)
# --- int float complex
print(2 ** 100, 10 ** 20 // 7, -7 // 2, -7 % 3, 1.5 + 2, 7 / 2, divmod(17, 5), 1 << 70, ~5, 3 & 6, 2 ** -1, 300 * 300, int("12"), float("1.5"), abs(-300), round(2.5), 1j * 1j, pow(3, 4, 5), hash(10 ** 30), 1000 == 1000.0, bool([]), int(3.9), (1000).bit_length(), 255 .to_bytes(2, "big"))
for f in (lambda: 1 // 0, lambda: 1.0 / 0, lambda: 5 % 0, lambda: int("x"), lambda: 1 << -1, lambda: 2 ** "a", lambda: float([]), lambda: 1 + [], lambda: round([]), lambda: 1 < [], lambda: int(1e400)):
    try: f()
    except Exception as e: print(type(e).__name__, e)
# --- augmented
a = [1]; b = a
a += [2]; a *= 2
x = 1000; x += 1; x -= 2; x *= 300; x //= 7; x **= 2; x |= 1; x <<= 3
d = {"k": [1]}; d["k"] += [2]
class C: v = [1]
c = C(); c.v += [3]
print(a, b is a, x, d, C.v, c.v is C.v)
t = ([],)
try: t[0] += [1]
except TypeError as e: print(e, t)
# --- slices
l = list(range(10))
class S:
    def __getitem__(s, i): return i
    def __setitem__(s, i, v): print(i, v)
    def __delitem__(s, i): print("del", i)
s = S()
print(l[2:5], l[::3], l[-3:], s[1:2], s[1:2, ::3], s[...], slice([1], [2]).start, slice(1, 2) == slice(1, 2), slice(5).indices(3))
s[1:2] = [1]; del s[3:]
l[1:3] = []; l[::2] = [[0]] * len(l[::2]); print(l)
try: l[::2] = [1]
except ValueError as e: print("size")
# --- comprehension
x = [1]
print([[y, x] for y in [[2], [3]]], {y: [y] for y in range(3)}, {(y, z) for y in range(2) for z in range(2)} == {(0, 0), (0, 1), (1, 0), (1, 1)}, [[z for z in range(y)] for y in range(3)], [y for y in [[1], []] if y])
# --- match
def m(o):
    match o:
        case []: return "empty"
        case [x]: return ["one", x]
        case [x, *rest]: return [x, rest]
        case {"a": a, **kw}: return a, kw
        case {"b": [b, c]}: return b, c
        case int(n) | float(n) if n > 5: return [n]
        case str() as s: return s
        case P(x=x, y=[y]): return x, y
        case P(x): return "pos", x
        case None: return None
        case (1 | 2) as q: return "q", q
        case _: return "else"
class P:
    __match_args__ = ("x",)
    def __init__(s, x, y=0): s.x, s.y = x, y
for o in ([], [[1]], [1, [2], 3], {"a": [1], "z": [2]}, {"b": ([1], [2])}, {"b": 3}, 7, 7.5, "s", P([1], [[2]]), P([3]), None, 1, 3, object, {"x": 1}): print(m(o))
class B: __match_args__ = 5
try:
    match B():
        case B(1): pass
except TypeError as e: print(e)
# --- walrus and conditional
if (n := [1]) and (m := [2]): print(n, m, [1] if n else [2], n and m, [] or m, not n, n is m, n is not m)
print(1 < 2 < 3, [1] < [2] < [3], 1 < 3 < 2, None is None, 1 not in [2])
# --- del
a = [1]; b = [a, a]
del a
del b[0], b
x = {"k": [1]}
del x["k"]
try: print(a)
except NameError as e: print(e)
def f(y):
    del y
    try: y
    except UnboundLocalError as e: print(e)
f([1])
# --- loops
for i in [[1], [2], [3]]:
    if i == [2]: continue
    for j in [[4], [5]]:
        if j == [5]: break
    else: print("no")
else: print("else", i, j)
n = 300
while n > 295: n -= 1
else: print(n)
for k, (v, *w) in {"a": [1, 2, 3]}.items(): print(k, v, w)
for x in "ab", (1,), {}, {1}, range(2):
    for y in x: print(y)
# --- print
print([1], "a", sep="-", end="!\n")
print(*[[1], [2]], sep="")
try: print(1, sep=5)
except TypeError as e: print(e)
# --- global and nonlocal
g = [1]
def f():
    global g, h
    g = g + [2]; h = [3]
    def k():
        global h
        del h
    k()
f()
print(g)
try: h
except NameError as e: print(e)
# --- exec eval compile
ns = {"a": [1]}
exec("b = a + [2]\ndef f(x): return [x, b]\nc = f(b)", ns)
print(ns["b"], ns["c"], eval("a + b", ns), eval("[x for x in q]", {"q": [[1]]}), eval(compile("z*2", "s", "eval"), {}, {"z": [3]}))
for s in ("1+", "raise ValueError([1])", "1/0", "x ="):
    try: exec(s)
    except Exception as e: print(type(e).__name__)
exec("y = [5]"); print(y)
def g():
    exec("k = [1]"); return sorted(locals())
print(g())
# --- locals and frames
import sys
def f(a):
    b = [a]
    d = locals()
    fr = sys._getframe()
    def inner(): return b
    return d, fr.f_locals is d, fr.f_code.co_name, fr.f_back is not None
print(f([1])[0]["b"])
fr = sys._getframe()
def g(x): return sys._getframe()
k = g([1]); print(k.f_locals, k.f_lineno)
del k
del fr
def h():
    fr = sys._getframe()
h()
# --- import
import sys as s, _thread
from sys import maxsize, path as p
print(s is not None, maxsize, p == s.path)
try: import nonexistent_q
except ImportError as e: print("ImportError")
try: from sys import nothing_q
except ImportError as e: print("ImportError")
try: from _thread import *
except ImportError as e: print(e)
# --- bytes
b = b"ab" + b"c"
print(b, b[0], b[1:], list(b), b * 2, b.decode(), b"a" in b, bytearray(b), bytes([1, 2]), b.hex(), b.split(b"b"))
a = bytearray(b"xyz"); a.append(65); a += b"q"; a[0] = 66; del a[1]; print(a)
# --- range and iterators
r = range(300, 310)
print(list(r), r[2], 305 in r, r[::2], list(reversed(r)), r == range(300, 310), r.index(303))
i = iter([[1], [2]]); print(next(i), i.__length_hint__(), list(i), next(i, [3]))
i = iter(lambda: l.pop(), [1]); l = [[1], [2]]; print(list(i))
try: next(iter([]))
except StopIteration as e: print(e.value)
# --- hash and id
a = [1]
print(id(a) == id(a), hash("a") == hash("a"), hash((1, "b")) == hash((1, "b")), a is a)
try: hash([])
except TypeError as e: print(e)
try: hash((1, []))
except TypeError as e: print(e)
# --- functools and operators
import _functools, _operator
p = _functools.partial(lambda *a, **k: (a, k), [1], x=[2])
print(p([3], y=[4]), _functools.reduce(lambda a, b: a + b, [[1], [2]], []), p.args, p.keywords)
print(_operator.itemgetter(1, 0)([[1], [2]]), _operator.attrgetter("real")(5), _operator.add([1], [2]), _operator.methodcaller("index", [2])([[1], [2]]))
