from sys import getrefcount
k, v = object(), object()
d = {k: v}
e = dict(d)
print(getrefcount(k), getrefcount(v), getrefcount(d))
d[k] = v
d.pop(k)
e.clear()
print(getrefcount(k), getrefcount(v))
