for value, spec in ((1, "s"), (1, ".2d"), (1.5, "d"), ("a", "d"), (1, "c1"), (1, ",,"), (1, "_,"), ("a", "="), ("a", "+"), (1.5, "x"), (10**10, "c"), (1, "1000000000000000000000d"), (True, "s"), ("x", ","), (1, "zd"), (None, "5"), ([], "5")):
    try:
        print(format(value, spec))
    except (ValueError, OverflowError, TypeError) as e:
        print(repr(value), spec, "->", type(e).__name__, e)
