a, b = ValueError("a"), KeyError("b")
try:
    try:
        raise a
    except ValueError:
        raise b
except KeyError:
    try:
        raise a
    except ValueError as e:
        print(repr(e.__context__), repr(b.__context__))
