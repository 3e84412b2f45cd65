from sys import getrefcount
o = object()
s = {o}
f = frozenset(s)
print(getrefcount(o), getrefcount(s))
s.add(o)
s.discard(o)
print(getrefcount(o))
