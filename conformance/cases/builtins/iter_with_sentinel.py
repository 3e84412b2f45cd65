values = iter([1, 2, 0, 3])
print(list(iter(lambda: next(values), 0)), next(values))
it = iter(lambda: 1, 1)
print(list(it), list(it))
