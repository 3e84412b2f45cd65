def g(): yield 1
for args in ((ValueError,), (ValueError("x"),), (ValueError, "y"), (5,), ("a",), (ValueError("x"), 1)):
    it = g()
    next(it)
    try:
        it.throw(*args)
    except (ValueError, TypeError) as e:
        print(type(e).__name__, e)
