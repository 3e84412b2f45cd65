def g():
    yield 1
    raise KeyError("from generator")
for x in g():
    print(x)
