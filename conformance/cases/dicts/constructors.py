print(dict(), dict(a=1), dict([("x", 1), ["y", 2]]), dict({"k": 1}, z=2), dict(zip("ab", range(2))), dict.fromkeys("ab"), dict.fromkeys([1, 2], []), {**{}, "a": 1})
for f in (lambda: dict(5), lambda: dict([1]), lambda: dict(["abc"]), lambda: dict([("a",)]), lambda: dict(1, 2), lambda: {[]: 1}, lambda: dict([([], 1)])):
    try:
        f()
    except (TypeError, ValueError) as e:
        print(type(e).__name__, e)
