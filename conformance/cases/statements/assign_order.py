def f(name, value):
    print(name)
    return value
d = {}
f("target", d)[f("key", 1)] = f("value", 2)
print(d)
