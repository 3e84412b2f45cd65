from sys import getrefcount
def f(): return getrefcount(f), getrefcount(f.__code__)
print(f(), getrefcount(f))
