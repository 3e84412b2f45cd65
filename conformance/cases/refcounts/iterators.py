from sys import getrefcount
a = [object()]
it = iter(a)
print(getrefcount(a))
list(it)
print(getrefcount(a), getrefcount(it))
r = reversed(a)
m = map(str, a)
print(getrefcount(a))
