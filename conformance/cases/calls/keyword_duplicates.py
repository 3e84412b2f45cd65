def f(**k): return k
for c in ("f(**{'a': 1}, **{'a': 2})", "f(a=1, **{'a': 2})", "f(**{1: 2})", "f(*1)", "f(**1)", "f(*[], **None)"):
    try:
        print(eval(c))
    except TypeError as e:
        print(c, "->", e)
