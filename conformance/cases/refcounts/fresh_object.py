from sys import getrefcount
o = object()
print(getrefcount(o), getrefcount(object()))
