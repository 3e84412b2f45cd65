# --- del method
class A:
    def __init__(s, n): s.n = n
    def __del__(s): print("del", s.n)
a = A(1)
a = None
A(2)
def f(): x = A(3); print("in")
f()
print("end")
# --- in list
class A:
    def __init__(s, n): s.n = n
    def __del__(s): print("del", s.n)
l = [A(1), A(2), [A(3)], A(4)]
l.clear()
l = [A(5), A(6)]
l[0] = 1
del l[1]
l = [A(7), A(8), A(9)]
l[:2] = [1]
del l
# --- in call arguments
class A:
    def __init__(s, n): s.n = n
    def __del__(s): print("del", s.n)
def f(*a): return 1
def g(a, b): return 2
print(f(A(1), A(2), A(3)), g(A(4), A(5)), len([A(6), A(7)]), g(b=A(8), a=A(9)), f(*[A(10), A(11)]))
print(max(A(12), A(13), key=lambda a: a.n).n, isinstance(A(14), int), print(A(15).n))
# --- in frame clear
class A:
    def __init__(s, n): s.n = n
    def __del__(s): print("del", s.n)
def f():
    a, b, c = A(1), A(2), A(3)
    return b
x = f()
print("got", x.n)
def g():
    a = A(4)
    def h(): return a
    b = A(5)
    return 1
g()
# --- in exception
class A:
    def __init__(s, n): s.n = n
    def __del__(s): print("del", s.n)
def f():
    a = A(1)
    raise ValueError(A(2))
try: f()
except ValueError as e: print("caught")
print("end")
try: g(A(3), A(4))
except NameError: print("ne")
try: [A(5), 1 / 0]
except ZeroDivisionError: print("zd")
# --- in dict
class A:
    def __init__(s, n): s.n = n
    def __hash__(s): return s.n
    def __eq__(s, o): return s.n == o.n
    def __del__(s): print("del", s.n)
d = {1: A(1), A(2): A(3), "x": A(4)}
d[1] = 5
d.update({"x": 1})
del d[A(2)]
d.clear()
d = {A(6): A(7)}
d[A(6)] = A(8)
d.pop(A(6))
d["a"] = A(9)
d.update(a=1, b=A(10))
del d
s = {A(11), A(12)}
s.discard(A(11))
s.clear()
# --- in instance
class A:
    def __init__(s, n): s.n = n
    def __del__(s): print("del", s.n)
class B: pass
b = B()
b.x = A(1); b.y = A(2)
b.x = None
del b.y
b.z = [A(3), A(4)]
del b
b = B(); b.__dict__["q"] = A(5); b.w = A(6)
del b
# --- resurrection
class A:
    def __del__(s):
        global keep
        print("del")
        keep = s
a = A()
a.x = [1]
del a
print(keep.x)
keep = None
print("gone")
# --- del raises
class A:
    def __del__(s): raise ValueError([1])
a = A()
del a
print("end")
[A(), A()].clear()
print("end2")
# --- del creates
class A:
    def __init__(s, n): s.n = n
    def __del__(s):
        print("del", s.n)
        if s.n: A(s.n - 1)
A(3)
print("end")
# --- nested deaths
class A:
    def __init__(s, n, c=None): s.n = n; s.c = c
    def __del__(s): print("del", s.n)
x = A(1, A(2, [A(3), A(4, A(5))]))
del x
# --- long chain
class N:
    def __init__(s, n): s.next = n
n = None
for i in range(300): n = N(n)
del n
l = []
for i in range(300): l = [l]
del l
print("ok")
# --- at rebinding
class A:
    def __init__(s, n): s.n = n
    def __del__(s): print("del", s.n)
a = A(1)
a = A(2)
for i in range(2): a = A(i + 10)
# --- in comparison and operators
class A:
    def __init__(s, n): s.n = n
    def __del__(s): print("del", s.n)
    def __eq__(s, o): return s.n == o.n
    def __add__(s, o): return s.n + o.n
    def __getitem__(s, i): return i.n
    def __contains__(s, i): return True
    def __bool__(s): return True
print(A(1) == A(2), A(3) + A(4), A(5)[A(6)], A(7) in A(8), not A(9), A(10) and A(11) and 1, A(12) is A(13))
if A(14): print("if")
while A(15):
    break
x, y = A(16), A(17)
x = y = None
# --- in generator
class A:
    def __init__(s, n): s.n = n
    def __del__(s): print("del", s.n)
def g():
    a = A(1)
    yield 1
    a = A(2)
    yield 2
i = g(); next(i); next(i)
print("drop")
del i
for x in (A(n) for n in (5, 6)): print(x.n)
print(list(A(n).n for n in (7, 8)), [A(n).n for n in (9,)])
# --- in builtin iteration
class A:
    def __init__(s, n): s.n = n
    def __del__(s): print("del", s.n)
    def __lt__(s, o): return s.n < o.n
print(len(list(map(A, [1, 2]))), len(sorted(map(A, [4, 3]))), sum(a.n for a in map(A, [5, 6])))
for a, b in zip(map(A, [7, 8]), [1, 2]): print(a.n)
del a
print(len({a.n: a for a in map(A, [9, 10])}))
a = None
# --- closing over cells
class A:
    def __init__(s, n): s.n = n
    def __del__(s): print("del", s.n)
def f():
    a = A(1)
    def g(): return a
    return g
h = f()
print(h().n)
del h
def k():
    a = A(2)
    def r(): return r, a
k()
print("cycle left")
# --- class dies
class M:
    def __del__(s): print("del")
def f():
    class A:
        x = M()
    return 1
f()
print("end")
# --- subclass of list
class L(list):
    def __del__(s): print("del", list(s))
l = L([1, 2])
del l
L([L([1])])
print("end")
# --- exit through return
class A:
    def __init__(s, n): s.n = n
    def __del__(s): print("del", s.n)
def f():
    for a in [A(1), A(2), A(3)]:
        return a.n
print(f())
def g():
    with_ = A(4)
    try: return A(5).n
    finally: print("fin")
print(g())
def h(): return [A(6), A(7)][0].n
print(h())
# --- print inside death of tuple
class A:
    def __init__(s, n): s.n = n
    def __del__(s): print("del", s.n)
t = (A(1), (A(2), A(3)))
t = None
a, b = (A(4), A(5))
a, b = b, a
del a, b
# --- attribute set runs code
class A:
    def __init__(s, n): s.n = n
    def __del__(s): print("del", s.n)
class B:
    x = A(1)
B.x = A(2)
del B.x
B.y = property(A(3))
del B.y
def f(a=A(4)): pass
f.__defaults__ = None
f.q = A(5)
del f
# --- many finalizers in one instruction
class A:
    def __init__(s, n): s.n = n
    def __del__(s): print("del", s.n); [A2(s.n), A2(-s.n)]
class A2:
    def __init__(s, n): s.n = n
    def __del__(s): print("del2", s.n)
def f(*a, **k): return None
f(A(1), *[A(2)], x=A(3), **{"y": A(4)})
print([A(5), A(6)] + [A(7)] and 1)
# --- sort and death
class A:
    def __init__(s, n): s.n = n
    def __lt__(s, o): return s.n < o.n
    def __del__(s): print("del", s.n)
sorted([A(3), A(1), A(2)])
sorted([3, 1, 2], key=lambda n: A(n))
l = [A(5), A(4)]
l.sort(key=lambda a: -a.n)
l.pop(); l.pop(0)
# --- raised out of del in loops
class A:
    def __del__(s):
        try: raise ValueError([1])
        except ValueError as e: print("inner", e)
def f():
    try:
        a = A()
        raise KeyError([2])
    finally:
        a = None
try: f()
except KeyError as e: print(e)
# --- exec and death
class A:
    def __init__(s, n): s.n = n
    def __del__(s): print("del", s.n)
ns = {"A": A}
exec("a = A(1)\nb = A(2)\na = None", ns)
ns.clear()
print(eval("A(3).n"))
# --- import time death
import sys
class A:
    def __del__(s): print("del", sys._getframe(1).f_code.co_name)
def f():
    a = A()
    return 5
print(f())
# --- withs
class A:
    def __init__(s, n): s.n = n
    def __enter__(s): return s
    def __exit__(s, *a): print("exit", s.n); return True
    def __del__(s): print("del", s.n)
with A(1): pass
with A(2) as a: raise ValueError(A(3).n)
del a
# --- format and death
class A:
    def __init__(s, n): s.n = n
    def __repr__(s): return "A%d" % s.n
    def __del__(s): print("del", s.n)
print(f"{A(1)} {A(2)!r}", "%s" % A(3), repr([A(4), A(5)]), str({"k": A(6)}))
# --- class with finalizer attribute deleted
class A:
    def __del__(s): print("del")
a = A()
del A.__del__
del a
A.__del__ = lambda s: print("new del")
A()
# --- between a look-up and its answer
other = {1.5: "wrong", 2.5: "no"}
class D:
    def __init__(s, tag): s.tag = tag
    def __hash__(s): return 7
    def __eq__(s, o):
        held.clear()
        return False
    def __del__(s):
        if s.tag == "key": print("del", other[2.5], 1.5 in other, 1.5 in {1.5})
held = {D("key"): 1}
print(held.get(D("probe"), "default"))
held = {D("key"): 1}
try: held[D("probe")]
except KeyError: print("missing")
held = {D("key")}
print(D("probe") in held)
held = {D("key")}
held.add(D("probe"))
print(len(held))
