from sys import getrefcount
a = [1]
b = a
a += [2]
print(getrefcount(a))
a = a + [3]
print(getrefcount(a), getrefcount(b))
