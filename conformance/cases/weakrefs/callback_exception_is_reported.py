import weakref, sys
sys.unraisablehook = lambda u: print("unraisable", repr(u.exc_value))
class C: pass
c = C()
r = weakref.ref(c, lambda _: 1 / 0)
del c
print("after")
