from sys import getrefcount, intern
name = "some_identifier_of_mine"
base = getrefcount(name)
other = "some_identifier_of_mine"
some_identifier_of_mine = 1
print(name is other, getrefcount(name) - base)
dynamic = intern("".join(["some_", "identifier_of_mine"]))
print(dynamic is name, getrefcount(name) - base)
s = "".join(["not ", "interned"])
print(getrefcount(s))
intern(s)
print(getrefcount(s))
