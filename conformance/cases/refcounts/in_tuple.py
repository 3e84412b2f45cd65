from sys import getrefcount
o = object()
t = (o, o)
u = t + (o,)
print(getrefcount(o), getrefcount(t))
v = t[:]
w = t[:1]
print(getrefcount(o), getrefcount(t), v is t)
