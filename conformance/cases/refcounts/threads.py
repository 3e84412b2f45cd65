import threading
from sys import getrefcount
o = object()
def f(x): print(getrefcount(x))
t = threading.Thread(target=f, args=(o,))
print(getrefcount(o))
t.start()
t.join()
print(getrefcount(o))
del t
print(getrefcount(o))
