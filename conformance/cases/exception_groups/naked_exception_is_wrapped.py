try:
    raise ValueError("v")
except* ValueError as e:
    print(repr(e))
try:
    try:
        raise KeyError("k")
    except* ValueError:
        pass
except KeyError as e:
    print(repr(e))
