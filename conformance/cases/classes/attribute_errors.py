class C:
    __slots__ = ("s",)
    p = property(lambda self: 1)
for f in (lambda: C().nope, lambda: C().s, lambda: setattr(C(), "z", 1), lambda: setattr(C(), "p", 1), lambda: delattr(C(), "p"), lambda: C.nope, lambda: None.x, lambda: setattr(1, "x", 1), lambda: setattr(int, "x", 1), lambda: delattr(C(), "q"), lambda: (5).real.x, lambda: len.x, lambda: setattr(len, "x", 1)):
    try:
        print(f())
    except (AttributeError, TypeError) as e:
        print(type(e).__name__, e)
