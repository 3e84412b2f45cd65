from sys import getrefcount
def f(x):
    a = getrefcount(x)
    l = locals()
    b = getrefcount(x)
    del l
    c = getrefcount(x)
    return a, b, c
print(f(object()))
o = object()
print(f(o), getrefcount(o))
