import _thread
from types import SimpleNamespace
import weakref
class C: pass
c = C()
weakref.finalize(c, print, "finalize c")
d = C()
r = weakref.ref(d, lambda r: print("callback"))
print("end")
