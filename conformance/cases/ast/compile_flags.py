import ast, codeop
TEXTS = ["if 9==3:\n   pass\nelse:", "if 1:", "a = (", "'''x", "def f():\n  return\n", "x = [\n1,", "try:\n  pass\n", "@a", "a = 1 +", "class A:\n", "match a:\n case 1:", "lambda:", "{1:", "a\\", "from a import (", "1 2", "", "\n", "#c", "pass\n#c", "  a", "f(", "def f(a,", "x = 1\n", "if 1:\n  pass\n", "if 1:\n  pass\n\n"]
for text in TEXTS:
    for mode in ("single", "exec"):
        row = []
        for flags in (0x4200, 0x200, 0):
            try: row.append(type(compile(text, "f", mode, flags)).__name__)
            except SyntaxError as e: row.append(f"{type(e).__name__} {e.msg}")
        print(repr(text), mode, row)
print(compile("await x", "f", "eval", ast.PyCF_ALLOW_TOP_LEVEL_AWAIT).co_flags & 0x80, compile("x: int", "f", "exec", 0x1000000).co_flags & 0x1000000)
for args in (("a", "f", 3), ("a", "f", "x"), ("a", "f", "x", ast.PyCF_ONLY_AST), ("a", "f", "func_type"), (3, "f", "exec"), ("a", "f", "exec", 1 << 29), ("a", "f", "exec", 0, 0, 5), ("a", "f\0", "exec"), ("a", 3, "exec"), ("a",)):
    try: print(compile(*args))
    except Exception as e: print(type(e).__name__, e)
