for k, v in {"a": 1, "b": 2}.items():
    print(k, v)
for i, (k, v) in enumerate({"x": (1, 2)}.items()):
    print(i, k, v)
