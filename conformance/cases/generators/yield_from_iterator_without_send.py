def g():
    yield from iter([1, 2])
it = g()
next(it)
try:
    it.send("x")
except AttributeError as e:
    print(e)
def h(): yield from 5
try:
    next(h())
except TypeError as e:
    print(e)
