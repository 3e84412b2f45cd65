from sys import getrefcount
print(eval("getrefcount(257)"), eval("getrefcount(1.5)"))
