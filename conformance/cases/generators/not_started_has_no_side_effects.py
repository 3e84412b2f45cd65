def g():
    print("side effect")
    yield
x = g()
print(type(x).__name__)
