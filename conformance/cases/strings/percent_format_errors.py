for f, v in (("%d", "a"), ("%d %d", 1), ("%d", (1, 2)), ("%y", 1), ("%(a)s", 1), ("%(a)s", {}), ("%c", "ab"), ("%c", -1), ("%", 1), ("%x", 1.5), ("%(a", {}), ("%*d", ("a", 1)), ("", 1), ("%.1", 1)):
    try:
        print(f % v)
    except (TypeError, ValueError, KeyError, OverflowError) as e:
        print(repr(f), "->", type(e).__name__, e)
