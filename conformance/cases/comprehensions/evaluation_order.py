def f(x):
    print(x)
    return x
print({f(k): f(k + 10) for k in (1, 2)})
print([f(x) for x in [f(0), f(5)] if f(x)])
