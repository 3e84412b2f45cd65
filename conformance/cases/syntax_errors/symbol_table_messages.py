cases = ["def f():\n x = 1\n global x", "def f(x):\n global x", "def f():\n nonlocal x", "nonlocal x", "def f():\n print(x)\n global x", "class C:\n def f(self):\n  nonlocal q", "def f():\n global x\n nonlocal x", "def f(x):\n nonlocal x", "[x := 1 for x in y]", "[[(j := 0) for i in range(5)] for j in range(5)]", "class C:\n [y := 1 for x in z]", "[x for x in (y := [1])]", "def f():\n global x\n x: int = 1", "def f():\n x: int\n global x"]
for s in cases:
    try:
        compile(s, "<s>", "exec")
        print(repr(s), "ok")
    except SyntaxError as e:
        print(repr(s), "->", e.msg, e.lineno, e.offset)
