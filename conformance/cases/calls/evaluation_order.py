def f(x):
    print(x)
    return x
def g(*a, **k): print(a, k)
g(f(1), *[f(2)], f(3), k=f(4), **{"m": f(5)})
(f("callee") and g)(f("argument"))
