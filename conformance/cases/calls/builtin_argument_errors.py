for c in ("len()", "len(1, 2)", "len(x=1)", "abs()", "ord(1)", "chr('a')", "isinstance(1)", "isinstance(1, 2)", "issubclass(1, int)", "getattr(1)", "print(1, sepp='')", "print(1, sep=1)", "sorted()", "sorted([], lambda: 0)", "max()", "max(1)", "max([])", "min([], key=1)", "sum(1)", "sum('ab')", "zip(1)", "map(1)", "map()", "enumerate()", "round()", "pow(1)", "iter(1)", "iter(1, 2)", "next(1)", "hash([])", "divmod(1)", "open()", "input(1, 2)", "int(x=1)", "range(a=1)", "any(1)", "id()", "dir(1, 2)", "type(1, 2)", "callable()"):
    try:
        eval(c)
    except (TypeError, ValueError) as e:
        print(c, "->", type(e).__name__, e)
