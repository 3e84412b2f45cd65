from functools import partial
p = partial(int, base=2)
print(p("101"), p.func, p.args, p.keywords, partial(p, "11")(), partial(print, 1, sep="-").args)
def f(*a, **k): return a, k
print(partial(f, 1, x=2)(3, x=4, y=5), partial(partial(f, 1), 2).args)
try:
    partial()
except TypeError as e:
    print(e)
