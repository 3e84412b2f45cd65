def f():
    x: undefined_name = 1
    return x
print(f(), f.__annotations__)
