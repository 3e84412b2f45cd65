it = iter([1])
print(next(it), next(it, "default"))
try:
    next(it)
except StopIteration as e:
    print(repr(e))
try:
    next([])
except TypeError as e:
    print(e)
