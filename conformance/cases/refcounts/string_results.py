from sys import getrefcount
s = "abc def"
t = str(s)
u = s + ""
v = s[:]
w = s.strip()
print(getrefcount(s), t is s, u is s, v is s, w is s)
x = s.upper()
print(getrefcount(x), getrefcount(s.split()[0]))
