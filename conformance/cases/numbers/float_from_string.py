for s in ("1.5", " -2e3\n", "1_0.5", "inf", "-Infinity", "nan", ".5", "5.", "1e400", "0x1", "", "1e", "1__0", "٣.٥"):
    try:
        print(repr(float(s)))
    except ValueError as e:
        print(e)
