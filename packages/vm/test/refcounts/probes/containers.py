# --- list
l = [o]
print(rc(o), rc(l), rc(l[0]))
l.append(o); print(rc(o))
l.insert(0, o); print(rc(o))
l.extend([o, o]); print(rc(o))
l += [o]; print(rc(o))
m = l[:]; print(rc(o))
m = l + l; print(rc(o))
m = l * 2; print(rc(o))
m = l.copy(); print(rc(o))
m.reverse(); print(rc(o))
del m; print(rc(o))
l.pop(); print(rc(o))
l.remove(o); print(rc(o))
del l[0]; print(rc(o))
l[0] = None; print(rc(o))
l[:] = [o, o, o]; print(rc(o))
del l[1:]; print(rc(o))
l.clear(); print(rc(o))
# --- tuple
t = (o,)
print(rc(o), rc(t), rc(t[0]))
u = t + t; print(rc(o))
u = t * 3; print(rc(o))
u = t[:]; print(rc(o), rc(t))
u = tuple(t); print(rc(o), rc(t))
u = tuple([o, o]); print(rc(o))
del u; print(rc(o))
# --- dict
d = {"a": o}
print(rc(o), rc(d), rc(d["a"]), rc(d.get("a")), rc(d.get("b", o)))
d["b"] = o; print(rc(o))
d[o] = o; print(rc(o))
d.update({"c": o}); print(rc(o))
d.update(e=o); print(rc(o))
d.setdefault("f", o); print(rc(o))
d.setdefault("f", o); print(rc(o))
e = d.copy(); print(rc(o))
e = dict(d); print(rc(o))
e = {**d, **d}; print(rc(o))
e = d | d; print(rc(o))
del e; print(rc(o))
d.pop("a"); print(rc(o))
d.popitem(); print(rc(o))
del d[o]; print(rc(o))
d = dict.fromkeys([1, 2, 3], o); print(rc(o))
d = dict.fromkeys([o]); print(rc(o))
d = dict([(1, o)]); print(rc(o))
d = dict(zip([o], [o])); print(rc(o))
d.clear(); print(rc(o))
# --- set
s = {o}
print(rc(o), rc(s))
s.add(o); print(rc(o))
t = s | s; print(rc(o))
t = s.copy(); print(rc(o))
t = s & t; print(rc(o))
t = s - s; print(rc(o))
t = s ^ set(); print(rc(o))
f = frozenset(s); print(rc(o))
g = frozenset(f); print(rc(o), rc(f))
s |= {o}; print(rc(o))
s.update([o]); print(rc(o))
print(rc(s.pop())); print(rc(o))
s.add(o)
s.remove(o); print(rc(o))
# --- views
d = {o: o}
k, v, i = d.keys(), d.values(), d.items()
print(rc(d), rc(o), rc(k), rc(list(k)[0]), rc(list(v)), rc(list(i)[0]))
for x in k: print(rc(x))
for x in v: print(rc(x))
for x in i: print(rc(x), rc(x[0]))
for a, b in i: print(rc(a), rc(b))
print(rc(d), rc(o))
# --- iterators hold
l, t, d, s = [o], (o,), {o: 1}, {o}
its = [iter(l), iter(t), iter(d), iter(s), reversed(l), enumerate(l), zip(l), map(id, l), filter(None, l), iter(d.items()), reversed(d)]
print(rc(l), rc(t), rc(d), rc(s), rc(o))
for it in its: list(it)
print(rc(l), rc(t), rc(d), rc(s), rc(o))
# --- iterating
for x in [o]: print(rc(x))
for x in (o,): print(rc(x))
for x in {o}: print(rc(x))
for x in {o: 1}: print(rc(x))
for x in iter([o]): print(rc(x))
for x in reversed([o]): print(rc(x))
for x in map(lambda y: y, [o]): print(rc(x))
for x in filter(None, [o]): print(rc(x))
for x in (y for y in [o]): print(rc(x))
for x in sorted([o]): print(rc(x))
for x, in zip([o]): print(rc(x))
for i, x in enumerate([o, o]): print(i, rc(x))
for x in zip([o, o]): print(rc(x), rc(x[0]))
for x in enumerate([o, o]): print(rc(x), rc(x[1]))
for x, y in zip([o, o], [o, o]): print(rc(x))
for x, y in {1: o, 2: o}.items(): print(rc(y))
for x in {1: o, 2: o}.items(): print(rc(x), rc(x[1]))
for x in {1: o}.values(): print(rc(x))
# --- next
it = iter([o, o, o])
print(rc(next(it)), rc(next(it)), rc(next(it, o)), rc(next(it, o)), rc(o))
it = zip([o, o])
a = next(it); print(rc(a), rc(o))
b = next(it); print(rc(a), rc(b), rc(o))
it = enumerate([o, o])
a = next(it); print(rc(a), rc(o))
b = next(it); print(rc(a), rc(b), rc(o))
del a, b; print(rc(o))
# --- unpacking
a, b = o, o; print(rc(o))
a, b = b, a; print(rc(o))
[a, b] = [o, o]; print(rc(o))
a, *b = o, o, o; print(rc(o), rc(b))
(a, b), c = (o, o), o; print(rc(o))
a = b = c = o; print(rc(o))
t = (o, o)
x, y = t; print(rc(o), rc(t))
*a, = t; print(rc(o))
del a, b, c, x, y, t; print(rc(o))
# --- displays
print(rc([o, o][0]), rc((o, o)[0]), rc({1: o}[1]), rc([*[o]][0]), rc((*[o],)[0]), rc({**{1: o}}[1]), rc(o))
# --- nested displays
l = [[o], (o,), {1: [o]}]
print(rc(o), rc(l[0]), rc(l[1]), rc(l[2]), rc(l[2][1]))
l = [o] * 5; print(rc(o))
l = [[o]] * 3; print(rc(o), rc(l[0]))
l = [[o] for _ in range(3)]; print(rc(o), rc(l[0]))
# --- comprehension
print([rc(x) for x in [o]], {rc(x) for x in [o]}, {rc(x): 1 for x in [o]}, list(rc(x) for x in [o]))
print([rc(o) for x in [1]], [rc(y) for x in [o] for y in [x]], [rc(x) for x in [o] if x])
l = [x for x in [o, o]]; print(rc(o))
print([(lambda: rc(x))() for x in [o]], [rc(l) for _ in [1]])
# --- comprehension in function
def f(x): return [rc(x) for _ in [1]], [rc(y) for y in [x]], rc(x)
print(f(o))
# --- walrus
print(rc(a := o), rc(o), [b := o, rc(o)][1], rc(b))
# --- conditional and boolean
print(rc(o if o else None), rc(o and o), rc(o or 1), rc(None or o), rc(o))
# --- strings of counts
s = "".join(["a", "bc"])
print(rc(s), rc(s + "d"), rc(s * 2), rc(s[:]), rc(s[1:]), rc(str(s)), rc(f"{s}"), rc(f"{s}x"), rc("%s" % s), rc("{}".format(s)), rc(s.strip()), rc(s.lower()), rc(s.replace("z", "y")), rc(s))
# --- identity methods
s = "".join(["a", "bc"])
b = bytes([1, 2, 3])
t = (o, o)
f = frozenset(t)
print(s[:] is s, s.strip() is s, s.replace("z", "y") is s, str(s) is s, s * 1 is s, b[:] is b, bytes(b) is b, t[:] is t, tuple(t) is t, t * 1 is t, frozenset(f) is f, f.copy() is f, s.lower() is s, s + "" is s, "" + s is s, b + b"" is b, () + t is t, "%s" % s is s, f"{s}" is s, format(s) is s, "".join([s]) is s, s.center(1) is s, s.expandtabs() is s)
# --- augmented
l = [o]
m = l
l += [o]; print(rc(l), rc(o))
l *= 2; print(rc(l), rc(o))
t = (o,)
t += (o,); print(rc(t), rc(o))
n = 10 ** 20
k = n
n += 0
print(rc(k), rc(n), k is n)
# --- swap and delete
a = [o]
b = [a]
a, b = b, a
print(rc(a), rc(b), rc(o))
del a
print(rc(b), rc(o))
# --- star expression
l = [o]
print(rc(l), rc([*l, *l][0]), rc((*l,)[0]), rc({*l}), rc(o))
print(*[rc(o)], *(rc(o), rc(o)))
# --- slices
l = [o] * 6
print(rc(l[1:3]), rc(l[1:3][0]), rc(o))
l[1:3] = (o,); print(rc(o))
l[::2] = [None] * len(l[::2]); print(rc(o))
s = slice(o, o, o); print(rc(o), rc(s.start))
# --- range and slice hold
n = 10 ** 10
r = range(n, n + 5)
print(rc(n), rc(r.start), rc(r.stop))
# --- copy modules
import _operator as operator
l = [o]
print(rc(operator.concat(l, l)), rc(list(l)), rc(list(l)[0]), rc(operator.getitem(l, 0)))
# --- bytes and bytearray
b = bytes([1, 2, 3])
a = bytearray(b)
m = memoryview(b)
print(rc(b), rc(a), rc(m), rc(m.obj), rc(m[:]), rc(b))
n = m[1:]
print(rc(b), rc(m))
# --- print arguments
class F:
    def write(self, s): pass
f = F()
print(o, file=f)
print(rc(o), rc(f))
# --- dict ordering operations
d = {i: o for i in range(5)}
print(rc(o))
d |= {9: o}; print(rc(o))
k = list(d); v = list(d.values()); i = list(d.items()); print(rc(o), rc(i[0]))
del k, v, i; print(rc(o))
# --- sum and accumulate
print(rc(sum([[o], [o]], [])[0]), rc(o))
l = []
m = sum([[o]], l); print(rc(l), rc(m), rc(o))
# --- min and max
print(rc(min([o])), rc(max(o, o, key=id)), rc(min([], default=o)), rc(max([o, o], key=lambda x: 0)), rc(o))
# --- sorted
l = sorted([o, o], key=id); print(rc(o))
l.sort(key=lambda x: rc(x)); print(rc(o))
print(sorted([rc(o)]), rc(sorted(l, key=id)[0]))
