try:
    try:
        raise ValueError
    except ValueError as e:
        raise KeyError
except KeyError:
    pass
print("e" in globals())
