def deco(tag):
    print("make", tag)
    def wrap(f):
        print("apply", tag)
        return lambda *a: (tag, f(*a))
    return wrap
@deco("outer")
@deco("inner")
def f(x): return x
print(f(1))
@(lambda c: (setattr(c, "x", 1), c)[1])
class C: pass
print(C.x)
