from sys import getrefcount
d = 257
s = "a string with spaces"
print(getrefcount(d), getrefcount(s))
def f():
    e = 258
    return getrefcount(e)
print(f())
