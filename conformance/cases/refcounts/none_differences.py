from sys import getrefcount
def probe(n):
    before = getrefcount(None)
    a = [None] * n
    return getrefcount(None) - before
probe(10)
print(probe(1000), probe(0))
