# --- generator
def g(x):
    yield rc(x)
    yield rc(x)
a = g(o)
print(rc(o), rc(a), next(a), rc(o), next(a), rc(a))
print(list(a), rc(o))
# --- generator yields object
def g():
    x = o
    yield x
    yield x
a = g()
print(rc(next(a)), rc(o))
for x in a: print(rc(x))
print(rc(o))
# --- generator closed
def g(x): yield x
a = g(o)
print(rc(o))
next(a)
print(rc(o))
a.close()
print(rc(o), rc(a))
a = g(o)
del a
print(rc(o))
# --- generator send
def g():
    x = yield
    while 1: x = yield rc(x)
a = g()
next(a)
print(a.send(o), a.send(o), rc(o))
a.send(None)
print(rc(o))
# --- generator throw
def g():
    try: yield
    except ValueError as e: yield rc(e), rc(e.args[0])
a = g()
next(a)
e = ValueError(o)
print(a.throw(e), rc(e), rc(o))
# --- generator inside itself
def g():
    yield rc(a), rc(me[0])
me = []
a = g()
me.append(a)
print(next(a), rc(a))
# --- running generator count
def g(): yield rc(a)
a = g()
print(next(a), [rc(a) for x in [1]], list(map(next, [a], [0])))
a = g()
print(list(a), a is not None)
a = g()
for x in a: print(x)
a = g()
print(a.send(None))
a = g()
print(sum(a))
# --- yield from
def g(x):
    yield rc(x)
    return x
def h(x):
    r = yield from g(x)
    yield rc(r), rc(x)
a = h(o)
print(next(a), rc(o), next(a), rc(o))
# --- yield from list
def h(l): yield from l
l = [o]
a = h(l)
print(rc(next(a)), rc(l), rc(o))
list(a)
print(rc(l), rc(o))
# --- generator expression
l = [o]
a = (x for x in l)
print(rc(l), rc(o), rc(next(a)), rc(o))
list(a)
print(rc(l), rc(o))
# --- generator frame
def g(x):
    yield
a = g(o)
f = a.gi_frame
print(rc(f), rc(a), rc(o))
next(a)
print(rc(f), rc(f.f_locals["x"]), rc(o))
del f
print(rc(a), rc(o))
a.close()
print(rc(o))
# --- coroutine
async def f(x): return rc(x)
async def g(x): return await f(x)
def run(c):
    try: c.send(None)
    except StopIteration as e: return e.value
print(run(f(o)), run(g(o)), rc(o))
c = f(o)
print(rc(o), rc(c))
c.close()
print(rc(o))
# --- coroutine suspended
class A:
    def __await__(self): return (yield o)
async def f(): return rc(await A())
c = f()
print(rc(c.send(None)), rc(c))
try: c.send(o)
except StopIteration as e: print(e.value)
# --- async generator
async def g(x):
    yield rc(x)
    yield x
async def f():
    async for x in g(o): print(rc(x) if x is o else x)
    print([rc(x) if x is o else x async for x in g(o)])
try: f().send(None)
except StopIteration: pass
print(rc(o))
# --- async with
class C:
    async def __aenter__(self):
        print(rc(self))
        return self
    async def __aexit__(self, *e): print(rc(self))
async def f(c):
    async with c as d: print(rc(c))
c = C()
try: f(c).send(None)
except StopIteration: pass
print(rc(c))
# --- closure
def f(x):
    def g(): return rc(x)
    return g, rc(x), g()
g, n, m = f(o)
print(n, m, g(), rc(o), rc(g), rc(g.__closure__), rc(g.__closure__[0]), rc(g.__closure__[0].cell_contents))
# --- closure of two
def f(x):
    def g(): return rc(x)
    def h(): return rc(x)
    return g, h
g, h = f(o)
print(g(), h(), rc(o), g.__closure__[0] is h.__closure__[0], rc(g.__closure__[0]))
# --- nonlocal
def f():
    x = None
    def g(y):
        nonlocal x
        x = y
        return rc(x)
    return g(o), rc(x)
print(f(), rc(o))
# --- cell argument
def f(x):
    n = rc(x)
    def g(): return x
    return n, rc(g())
print(f(o), f(x=o), f(*(o,)))
# --- frame object
import sys
def f(x):
    fr = sys._getframe()
    n = rc(fr)
    m = rc(x)
    l = fr.f_locals
    return n, m, rc(x), rc(fr), rc(l), rc(fr.f_locals["x"])
print(f(o))
import gc
print(gc.collect() >= 0, rc(o))
# --- frame of caller
import sys
def g():
    fr = sys._getframe(1)
    return rc(fr), rc(fr.f_locals["x"])
def f(x): return g(), rc(x)
print(f(o), rc(o))
# --- frame kept
import sys
def f(x): return sys._getframe()
fr = f(o)
print(rc(fr), rc(o), rc(fr.f_code), rc(fr.f_locals))
print(rc(o))
fr.clear()
print(rc(o))
del fr
print(rc(o))
# --- frame parts
import sys
fr = sys._getframe()
print(rc(fr), rc(fr.f_globals), rc(fr.f_code), fr.f_back)
# --- except as
def f(x):
    try: raise ValueError(x)
    except ValueError as e: return rc(e), rc(e.args), rc(e.args[0]), rc(x), rc(e.__traceback__)
print(f(o), rc(o))
# --- except without name
def f(x):
    try: raise ValueError(x)
    except ValueError: return rc(x)
print(f(o), rc(o))
# --- raise instance
e = ValueError(o)
def f(x):
    try: raise x
    except ValueError as y: return rc(x), rc(y.__traceback__)
print(f(e), rc(e), rc(o))
e.__traceback__ = None
print(rc(e))
# --- traceback holds frames
def f(x): raise ValueError
try: f(o)
except ValueError as e: k = e
print(rc(o), rc(k), rc(k.__traceback__), rc(k.__traceback__.tb_next), rc(k.__traceback__.tb_next.tb_frame))
k = None
print(rc(o))
# --- exception info
import sys
try: raise KeyError(o)
except KeyError:
    t, v, tb = sys.exc_info()
    print(rc(v), rc(tb), rc(o), rc(sys.exception()))
    del t, v, tb
print(rc(o))
# --- context
try:
    try: raise ValueError(o)
    except ValueError as a: raise KeyError from a
except KeyError as b:
    print(rc(b.__cause__), rc(b.__context__), rc(b), rc(o))
print(rc(o))
# --- finally
def f(x):
    try: return rc(x)
    finally: print(rc(x))
print(f(o))
def g(x):
    try: raise ValueError
    finally: print(rc(x))
try: g(o)
except ValueError: pass
print(rc(o))
# --- exception in callee unwinds
def g(x): raise ValueError
def f(x):
    try: g(x)
    except ValueError: return rc(x)
print(f(o), rc(o))
# --- exception group
try: raise ExceptionGroup("g", [ValueError(o)])
except* ValueError as g: print(rc(g), rc(g.exceptions), rc(g.exceptions[0]), rc(o))
print(rc(o))
# --- stop iteration value
def g():
    return o
    yield
try: next(g())
except StopIteration as e: print(rc(e.value), rc(e), rc(o))
print(rc(o))
# --- name error and attribute error
class C: pass
c = C()
try: c.missing
except AttributeError as e: print(rc(e.obj), rc(e))
print(rc(c))
try: raise KeyError(o)
except KeyError as e: print(rc(e.args[0]))
d = {}
try: d[o]
except KeyError as e: print(rc(e.args), rc(o))
print(rc(o))
# --- class body frame
class C:
    import sys
    x = o
    n = rc(o)
    f = sys._getframe()
    m = rc(f)
    l = locals()
    k = rc(l)
print(C.n, C.m, C.k, rc(o))
# --- lambda closure
fs = [lambda: rc(x) for x in [o, o]]
print([f() for f in fs], rc(o), rc(fs[0].__closure__[0]))
# --- del local
def f(x):
    del x
    return rc(o)
print(f(o), f(x=o), f(*(o,)))
# --- global statement
def f():
    global z
    z = o
    return rc(z)
print(f(), rc(o))
del z
print(rc(o))
# --- with in function
class C:
    def __enter__(self): return rc(self)
    def __exit__(self, *a): print(rc(self))
def f(c):
    with c as n: return n, rc(c)
c = C()
print(f(c), f(C()), rc(c))
# --- loop variable after loop
def f(l):
    for x in l: pass
    return rc(x)
print(f([o]), f((o,)), f([object()]), rc(o))
# --- for loop over call
def f(): return [o]
for x in f(): print(rc(x))
for x in list(f()): print(rc(x))
print(rc(o))
# --- while loop
def f(x):
    r = []
    while len(r) < 3: r.append(rc(x))
    return r
print(f(o))
# --- star target in loop
for a, *b in [(o, o, o)]: print(rc(a), rc(b), rc(o))
# --- assert and raise
def f(x):
    try: assert False, x
    except AssertionError as e: return rc(x), rc(e.args[0])
print(f(o), rc(o))
# --- f-string nested
w = 10 ** 3
print(f"{rc(o):{rc(o)}}", f"{o!r}"[:7], rc(o))
# --- chained call results
class C:
    def m(self): return self
    def n(self): return rc(self)
c = C()
print(c.m().n(), c.m().m().n(), C().m().n(), C().m().m().n(), rc(c))
# --- del while running
def f():
    global f
    del f
    import sys
    return sys._getframe().f_code.co_name
print(f())
