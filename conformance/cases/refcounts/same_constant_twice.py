from sys import getrefcount
a = 1000
b = 1000
print(a is b, getrefcount(a))
def f(): return 1000
print(f() is a, getrefcount(a), getrefcount(f()))
