def types():
    print("evaluated")
    return ValueError
try:
    raise ValueError
except types():
    print("caught")
try:
    raise ValueError
except (KeyError, (TypeError, (ValueError,))) if False else (KeyError, ValueError):
    print("tuple")
try:
    try:
        raise ValueError
    except "text":
        pass
except TypeError as e:
    print(e)
