import sys
try:
    raise KeyError(1)
except KeyError:
    try:
        raise ValueError(2)
    except ValueError:
        print(repr(sys.exc_info()[1]))
    print(repr(sys.exc_info()[1]), repr(sys.exception()))
print(sys.exc_info())
