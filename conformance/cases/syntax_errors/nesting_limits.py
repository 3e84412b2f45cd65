for s in ("(" * 250 + ")" * 250, "[" * 150 + "]" * 150, "\n".join(" " * i + "if 1:" for i in range(105)) + "\n" + " " * 105 + "pass", "-" * 50 + "1", "\n".join(" " * i + "for x in y:" for i in range(25)) + "\n" + " " * 25 + "pass"):
    try:
        compile(s, "<s>", "exec")
        print("ok")
    except (SyntaxError, MemoryError, RecursionError) as e:
        print(type(e).__name__, e)
