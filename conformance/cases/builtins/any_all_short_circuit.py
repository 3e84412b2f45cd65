def f(x):
    print("f", x)
    return x
print(any(f(x) for x in (0, 1, 2)), all(f(x) for x in (1, 0, 2)))
