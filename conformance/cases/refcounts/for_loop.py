from sys import getrefcount
for x in [object()]:
    print(getrefcount(x))
print(getrefcount(x))
a = [object(), object()]
for i, y in enumerate(a):
    print(i, getrefcount(y))
for z in zip(a):
    print(getrefcount(z), getrefcount(z[0]))
