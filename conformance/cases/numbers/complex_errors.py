for e in ("int(1j)", "float(1j)", "1j // 2", "1j % 2", "1j < 1", "complex('1', 2)", "complex(1, '2')", "divmod(1j, 1)", "round(1j)", "complex([])"):
    try:
        print(eval(e))
    except TypeError as error:
        print(e, "->", error)
