import weakref
class C: pass
c = C()
r1, r2 = weakref.ref(c), weakref.ref(c, lambda _: None)
p = weakref.proxy(c)
print(weakref.getweakrefcount(c), len(weakref.getweakrefs(c)), r1 is weakref.getweakrefs(c)[0])
