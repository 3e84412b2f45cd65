class C: x = 1
c = C()
print(getattr(c, "x"), getattr(c, "y", "d"), hasattr(c, "z"), setattr(c, "w", 2), vars(c), delattr(c, "w"), vars(c), callable(C), isinstance(c, C), issubclass(C, object), id(c) == id(c))
for f in (lambda: getattr(c, 1), lambda: getattr(c, "y"), lambda: setattr(c, 1, 2), lambda: hasattr(c, 1)):
    try:
        f()
    except (TypeError, AttributeError) as e:
        print(e)
