import warnings
warnings.simplefilter("always")
for s in ("x is 1", "x is 'a'", "x is ()", "assert (x, 'm')", "1()", "'a'()", "[1](2)", "(1)[2, 3]", "None[0]", "'\\d'", "b'\\q'", "[1, 2][1.5]", "0x1for x in y", "1if 2else 3", "{}()", "f'x'()", "(lambda: 1)[0]"):
    with warnings.catch_warnings(record=True) as w:
        warnings.simplefilter("always")
        try:
            compile(s, "<s>", "eval" if not s.startswith("assert") else "exec")
        except SyntaxError as e:
            print(s, "error", e.msg)
        for x in w:
            print(s, "->", x.category.__name__, x.message, x.lineno)
