from sys import getrefcount
print(getrefcount(x := object()), getrefcount(x))
y = x if True else None
print(getrefcount(x), getrefcount(x and x), getrefcount(None or x))
