for source in ("[*5]", "(*None,)", "{*1}", "{**[1]}", "print(*5)", "print(**[1])", "dict(**{1: 2})"):
    try:
        eval(source)
    except TypeError as e:
        print(source, "->", e)
