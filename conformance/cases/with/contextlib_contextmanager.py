from contextlib import contextmanager
@contextmanager
def m(x):
    print("before", x)
    try:
        yield x * 2
    except ValueError as e:
        print("caught", e)
    finally:
        print("after")
with m(2) as y:
    print(y)
with m(3):
    raise ValueError("v")
