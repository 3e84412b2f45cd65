def f(x):
    print("default", x)
    return x
def g(a=f(1), *, b=f(2)): pass
print(g.__defaults__, g.__kwdefaults__)
