for f in (lambda: [].pop(), lambda: [1].pop(5), lambda: [1].remove(2), lambda: [1].index(2), lambda: [1].index(1, 1), lambda: [].extend(5), lambda: [].append(), lambda: [].append(1, 2), lambda: [].insert(1), lambda: [1].pop("a"), lambda: [].sort(1), lambda: [].sort(k=1), lambda: list(1), lambda: list([], 1), lambda: [].nope):
    try:
        f()
    except (IndexError, ValueError, TypeError, AttributeError) as e:
        print(type(e).__name__, e)
