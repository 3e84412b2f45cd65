# --- reference
import _weakref
class A: pass
a = A()
r = _weakref.ref(a)
print(r() is a, _weakref.getweakrefcount(a), r is _weakref.ref(a))
del a
print(r())
# --- callback
import _weakref
class A: pass
a = A()
def f(r): print("callback", r())
r = _weakref.ref(a, f)
s = _weakref.ref(a, f)
del a
print("end")
# --- callback dropped
import _weakref
class A: pass
a = A()
_weakref.ref(a, print)
r = _weakref.ref(a, lambda r: print("never"))
del r
del a
# --- callback raises
import _weakref
class A: pass
def f(r): raise ValueError([1])
a = A(); r = _weakref.ref(a, f); del a
print("end")
# --- proxy
import _weakref
class A:
    def f(s): return [1]
a = A(); a.x = [2]
p = _weakref.proxy(a)
print(p.f(), p.x)
p.y = [3]; del p.x
del a
try: p.y
except ReferenceError as e: print(e)
# --- in cycles
import _weakref, gc
class A: pass
a = A(); a.me = a
r = _weakref.ref(a)
q = _weakref.ref(a, lambda r: print("cb"))
del a
print(gc.collect() > 0, r())
# --- with finalizer
import _weakref
class A:
    def __del__(s): print("del", r() is s)
a = A()
r = _weakref.ref(a, lambda r: print("cb", r()))
a = None
# --- collect
import gc
class A:
    def __del__(s): print("del")
a = A(); b = A(); a.o = b; b.o = a
del a, b
print(gc.collect(), gc.collect(), gc.get_count()[1:], gc.isenabled())
class R:
    def __del__(s):
        global keep
        keep = s
r = R(); r.me = r
del r
gc.collect(); print(keep.me is keep)
keep.me = None; del keep
# --- collect during call
import gc
def f():
    l = []; l.append(l)
    g = (x for x in [[1]]); next(g)
    def h(): return h, g
    return gc.collect() >= 0
print(f(), gc.collect() > 0)
