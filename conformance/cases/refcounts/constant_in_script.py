from sys import getrefcount
d = 257
s = "a string with spaces"
t = (1, 2, 300)
f = 1.5
b = b"bytes of its own"
print(getrefcount(d), getrefcount(s), getrefcount(t), getrefcount(f), getrefcount(b))
