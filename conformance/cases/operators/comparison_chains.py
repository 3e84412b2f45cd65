def f(x):
    print("f", x)
    return x
print(f(1) < f(2) < f(3))
print(f(3) < f(2) < f(1))
print(1 < 2 == 2 != 3 in [3] is not None)
