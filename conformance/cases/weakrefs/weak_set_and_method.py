import weakref
class C:
    def m(self): return "called"
c = C()
s = weakref.WeakSet([c])
m = weakref.WeakMethod(c.m)
print(len(s), m()())
del c
print(len(s), m())
