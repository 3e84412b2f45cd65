it = iter([1, 2, 3])
next(it)
print(it.__length_hint__(), list(reversed([1, 2, 3])), reversed([1]).__length_hint__())
