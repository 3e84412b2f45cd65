def f0(): pass
def f1(a): pass
def f2(a, b=1): pass
def f3(a, b, c): pass
def fk(*, x, y, z): pass
for c in ("f0(1)", "f1()", "f1(1, 2)", "f2()", "f2(1, 2, 3)", "f3()", "f3(1)", "f3(1, 2)", "fk()", "fk(x=1)", "fk(x=1, y=2)", "fk(1)", "fk(1, x=2)", "f1(1, a=2)", "f1(b=1)", "f0(a=1)", "f0(*range(3))"):
    try:
        eval(c)
    except TypeError as e:
        print(c, "->", e)
