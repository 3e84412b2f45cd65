for e in ("float(10**400)", "10**400 * 1.0", "10**400 / 3", "int(1e308) * 1e308", "1e308 * 10", "10**400 / 10**399"):
    try:
        print(e, eval(e))
    except OverflowError as error:
        print(e, "->", error)
