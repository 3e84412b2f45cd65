print(min(3, 1), max("abc"), max([1, 2], [1, 3]), min({"b": 1, "a": 2}), max([], default=None), max(1, 2.0), max(2, 2.0), min(True, 1))
for f in (lambda: max(), lambda: max(1), lambda: min([]), lambda: max(1, 2, default=3), lambda: max([1, "a"]), lambda: min(1, 2, k=3)):
    try:
        f()
    except (TypeError, ValueError) as e:
        print(e)
