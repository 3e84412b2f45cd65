for e in ("(1, 2)[0] = 3", "'ab'[0] = 'c'", "b'ab'[0] = 1", "range(3)[0] = 1", "[1][5] = 1", "{1}[0] = 1", "1[0] = 1", "del (1,)[0]", "del 'a'[0]", "x = [1]; del x[3]", "x = [1]; x[0:1] = 5", "None[0]", "f = len; f[0]", "int['a'] if 0 else 3.5[0]"):
    try:
        exec(e)
    except (TypeError, IndexError) as error:
        print(e, "->", error)
