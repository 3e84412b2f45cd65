for f in (lambda: set().pop(), lambda: {1}.remove(2), lambda: {[]}, lambda: {1} | [1], lambda: {1} < [1], lambda: set(5), lambda: {1} - "a", lambda: {1}.add({2}), lambda: frozenset().add(1), lambda: {1}.union(5), lambda: {{}}):
    try:
        f()
    except (KeyError, TypeError, AttributeError) as e:
        print(type(e).__name__, e)
