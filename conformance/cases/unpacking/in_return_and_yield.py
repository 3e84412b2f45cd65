def f():
    t = (2, 3)
    return 1, *t
def g():
    yield *"ab", 1
print(f(), list(g()))
