def f(x):
    print("f", repr(x))
    return x
print(f(0) or f("") or f([]))
print(f(1) and f("a") and f(None))
print(f(0) and f(1) or f(2))
