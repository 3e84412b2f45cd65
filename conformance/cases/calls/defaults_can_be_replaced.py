def f(a, b=1, *, c=2): return a, b, c
f.__defaults__ = (10, 20)
f.__kwdefaults__ = {"c": 30}
print(f())
