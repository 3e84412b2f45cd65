for b in (bool, type(None), type(...), range, slice, type(lambda: 0), 5, "x"):
    try:
        type("C", (b,), {})
    except TypeError as e:
        print(e)
