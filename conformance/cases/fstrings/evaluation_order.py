def f(x):
    print("f", x)
    return x
print(f"{f(1)}{f(2):{f(3)}}{f(4)!r}")
