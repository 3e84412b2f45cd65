def a():
    return 5
    yield
def b():
    x = yield from a()
    y = yield from a()
    return x + y
try:
    next(b())
except StopIteration as e:
    print(e.value)
