def f(*a, **k):
    k["new"] = 1
    return type(a).__name__, a, k
d = {"x": 1}
t = (1, 2)
print(f(*t, **d), d, f(*iter([1]))[1])
