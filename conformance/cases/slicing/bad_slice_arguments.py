for e in ("[1][::0]", "[1]['a':]", "'abc'[1.0:]", "[1]['x']", "(1,)[1.5]", "'a'[None]", "{}[[]]", "[1, 2][5]", "(1,)[3]", "'a'[9]", "b'a'[9]", "range(3)[7]"):
    try:
        eval(e)
    except (TypeError, ValueError, IndexError) as error:
        print(e, "->", type(error).__name__, error)
