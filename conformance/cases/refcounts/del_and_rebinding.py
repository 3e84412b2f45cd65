from sys import getrefcount
a = object()
keep = [a]
a = None
print(getrefcount(keep[0]))
x = keep.pop()
print(getrefcount(x))
