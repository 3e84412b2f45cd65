import warnings
warnings.simplefilter("error")
for s in ['x = 1\ny = "a" "\\d"  "b"\n', 'x = f"\\d{1}"', 'x = """ab\n\\d\n"""', 'b"\\q"','x is 1', 'assert (1,2)', '1if 2else 3', '0xfor x in y', 'x = "\\777"', 'b"\\777"', '"\\d" is 1', 'f"{1!r:\\d}"', "1 is (\n2)", "x = '\\d'\n y", "x='\\d'\ndef f(x):\n global x\n", "f'{\"\"\"\\d\"\"\"}'",
 "0x1for x in ()", "1or 2", "1 2 '\\d'", "if '\\d' '\\e':\n pass", "(1)(2)", "[1][(1,2)]", "print('\\d')\nx = (1 is\n  2)"]:
    try:
        compile(s, "F.py", "exec")
        print(repr(s), "fine")
    except SyntaxError as e:
        print(repr(s), type(e), e.args)
