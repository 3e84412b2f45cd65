from sys import getrefcount
import weakref
class C: pass
c = C()
r = weakref.ref(c)
print(getrefcount(c), getrefcount(r), weakref.getweakrefcount(c))
r2 = weakref.ref(c)
print(r is r2, getrefcount(r))
print(getrefcount(r()))
