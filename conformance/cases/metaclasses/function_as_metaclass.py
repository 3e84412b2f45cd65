def meta(name, bases, ns):
    return name, bases, sorted(k for k in ns if k[0] != "_")
class C(metaclass=meta):
    x = 1
print(C)
