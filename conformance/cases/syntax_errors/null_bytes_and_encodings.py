for s in ("x = 1\0", b"# -*- coding: latin-1 -*-\nx = '\xe9'", b"# coding: nope\n", b"x = '\xff'", b"\xef\xbb\xbfx = 1", b"\xef\xbb\xbf# coding: latin-1\n"):
    try:
        ns = {}
        exec(compile(s, "<s>", "exec"), ns)
        print("ok", ascii(ns.get("x")))
    except (SyntaxError, ValueError) as e:
        print(type(e).__name__, e)
