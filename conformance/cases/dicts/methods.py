d = {"a": 1, "b": 2}
print(d.pop("a"), d.pop("x", None), d.setdefault("c", 5), d.setdefault("c", 6), d.popitem(), d.copy(), d.update({"z": 1}, y=2), d)
d.update([("q", 1)])
print(d, d.clear(), d)
for f in (lambda: {}.pop("x"), lambda: {}.popitem(), lambda: {}["k"], lambda: {}.update(5), lambda: {}.pop(), lambda: {}.get(), lambda: {}[(1, 2)]):
    try:
        f()
    except (KeyError, TypeError) as e:
        print(type(e).__name__, e)
