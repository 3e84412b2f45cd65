from sys import getrefcount as rc

number = 257
real = 1000.5
thing = object()
pair = (5000, 6000)


def count(x):
    return rc(x)


class C:
    x = 777


print(rc(number), rc(real), rc(thing), count(thing), rc(pair), rc(pair[0]), count(1000), rc("a b"), rc(C.x), rc(C))
