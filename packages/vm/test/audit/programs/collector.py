# --- instance cycles
class A: pass
for i in range(800):
    a = A()
    a.me = a
    a.l = [a]
a = None
# --- closure cycles
def f():
    def g(): return g
    return 1
for i in range(500): f()
# --- list cycles
for i in range(800):
    l = []
    l.append((l,))
l = None
# --- generator cycles
def g():
    me = yield
    yield me
for i in range(400):
    i = g(); next(i); i.send(i)
i = None
# --- dict cycles
for i in range(800):
    d = {}
    d["d"] = [d]
d = None
# --- class cycles
for i in range(40):
    class A:
        def f(self): return __class__
    A.me = A
    a = A()
del A, a
l = [[] for i in range(1500)]
# --- finalizers in cycles
n = 0
class A:
    def __del__(s):
        global n
        n += 1
for i in range(900):
    a = A(); a.me = a
print(n > 100)
# --- exceptions in cycles
def f():
    try: raise ValueError([1])
    except ValueError as e: x = e
for i in range(400): f()
