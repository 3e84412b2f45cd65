for e in ("1 + 'a'", "'a' + 1", "[] + ()", "() + []", "{} + {}", "None + 1", "1 - 'a'", "'a' * 'b'", "[] * 1.5", "1 @ 2", "{1} + {2}", "-'a'", "~1.0", "+[]", "1 & 1.0", "1 << 1.0", "b'' + ''", "'' + b''", "object() + 1 if 0 else 1 ** 'x'", "divmod('a', 1) if 0 else 'a' // 1"):
    try:
        print(eval(e))
    except TypeError as error:
        print(e, "->", error)
