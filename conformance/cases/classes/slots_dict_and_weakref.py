import weakref
class A: __slots__ = ("__dict__",)
class B: __slots__ = ("__weakref__",)
class C: __slots__ = ()
a = A(); a.x = 1
print(a.__dict__, weakref.ref(b := B())() is b)
for f in (lambda: weakref.ref(C()), lambda: weakref.ref(a), lambda: weakref.ref(1)):
    try:
        f()
    except TypeError as e:
        print(e)
