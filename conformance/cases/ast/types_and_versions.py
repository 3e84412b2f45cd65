import ast
def show(source, **options):
    try: print(ast.dump(ast.parse(source, **options)))
    except SyntaxError as e: print(type(e).__name__, e.msg, e.lineno, e.offset)
for s in ("def f():\n    # type: () -> int\n    pass", "def f(a,  # type: int\n  *b,  # type: str\n  ):  # type: (...) -> z\n  pass", "for x in y:  # type: int\n  pass", "with a as b:  # type: int\n  pass",
          "x = 1  # type: int\ny = 2  # type: ignore[a]\n# type: ignore", "async def f():\n  # type: () -> à\n  async for x in y:  # type: int\n    pass", "def f():  # type: () -> int\n  # type: () -> str\n  pass", "x: int = 1  # type: int"):
    show(s, type_comments=True)
    show(s)
    show(s, type_comments=True, feature_version=(3, 6))
for s in ("match a:\n case 1: pass", "(x := 1)", 'f"{x=}"', 'f"{x}"', "def f(a, /): pass", "with (a as b): pass", "x: int = 3", "1_000", "a @ b", "a @= b", "async def f():\n return [x async for x in y]", "try: pass\nexcept* A: pass", "async = 1", "async def f():\n await x"):
    for version in range(4, 12):
        print(version, end=" ")
        show(s, feature_version=(3, version))
