for e in ("1 / 0", "1 // 0", "1 % 0", "1.0 / 0", "1.0 // 0", "1.0 % 0", "divmod(1, 0)", "divmod(1.0, 0)", "0 ** -1", "0.0 ** -1", "1j / 0", "pow(2, 3, 0)"):
    try:
        eval(e)
    except (ZeroDivisionError, ValueError) as error:
        print(e, "->", type(error).__name__, error)
