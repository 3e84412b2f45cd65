cases = ["def f():\n async with x: pass", "def f():\n async for x in y: pass", "async def f():\n yield from x", "async def f():\n yield 1\n return 2", "def f():\n [await x for x in y]", "class C:\n return 1", "class C:\n yield 1", "[(yield) for x in y]", "lambda: (yield)", "def f(a, *, a): pass", "def f(): return 1\nreturn 2", "for x in y:\n def f(): break", "while 1:\n class C: continue", "def f():\n try: pass\n finally: continue", "async def f():\n [x async for x in y]\n (x async for x in y)", "def f(): (x async for x in y)", "x = [await y]", "from __future__ import braces", "x = 1\nfrom __future__ import annotations", "def f(*, **k): pass", "def f(a, /, b, /): pass", "def f(*a, /): pass", "def f(/): pass", "try: pass\nexcept: pass\nexcept A: pass"]
for s in cases:
    try:
        compile(s, "<s>", "exec")
        print(repr(s), "ok")
    except SyntaxError as e:
        print(repr(s), "->", e.msg, e.lineno, e.offset)
