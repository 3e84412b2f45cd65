def f(a, b, /, c, *, d): pass
calls = ["f()", "f(1)", "f(1, 2, 3)", "f(1, 2, 3, 4, d=5)", "f(1, 2, c=3, d=4, e=5)", "f(1, 2, 3, c=3, d=4)", "f(a=1, b=2, c=3, d=4)", "f(1, 2, c=3)", "f(1, 2, 3, 4)", "f(1, 2, d=3)"]
for c in calls:
    try:
        eval(c)
    except TypeError as e:
        print(c, "->", e)
