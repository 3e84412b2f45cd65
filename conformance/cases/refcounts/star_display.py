from sys import getrefcount
o = object()
a = [*[o], *(o,)]
b = {**{"k": o}}
print(getrefcount(o), getrefcount(a), getrefcount(b))
