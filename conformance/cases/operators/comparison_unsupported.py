for e in ("1 < 'a'", "[] >= ()", "None > None", "1j < 2j", "{} <= {}", "object < 1"):
    try:
        eval(e)
    except TypeError as error:
        print(e, "->", error)
