for e in ("[] + (1,)", "[] + 'a'", "[1] += 5" , "a = []; a += 5", "a = [1]; a += 'xy'; print(a)", "a = []; a += {1: 2}; print(a)", "[1] * 'a'", "(1,) + [1]"):
    try:
        exec(e)
    except (TypeError, SyntaxError) as error:
        print(e, "->", type(error).__name__, str(error).split("(")[0])
