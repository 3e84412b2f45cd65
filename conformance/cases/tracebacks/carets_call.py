class C: pass
def f(a, b): return a.missing(b)
f(
    C(),
    1,
)
