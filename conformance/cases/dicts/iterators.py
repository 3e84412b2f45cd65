it = iter({"a": 1, "b": 2}.items())
print(next(it), it.__length_hint__(), list(it), next(it, None))
