def g():
    try:
        raise ValueError("in generator")
    except ValueError:
        yield 1
        import sys
        print(repr(sys.exc_info()[1]))
    yield 2
import sys
it = g()
next(it)
print(sys.exc_info())
try:
    raise KeyError("outside")
except KeyError:
    next(it)
    print(repr(sys.exc_info()[1]))
