for f in (lambda: (1,).index(2), lambda: (1,) + [2], lambda: hash(([],)), lambda: (1,)[1], lambda: tuple(5), lambda: (1,).append(2)):
    try:
        f()
    except (ValueError, TypeError, IndexError, AttributeError) as e:
        print(type(e).__name__, e)
