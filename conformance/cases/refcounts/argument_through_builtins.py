from sys import getrefcount
o = object()
print(list(map(getrefcount, [o])), list(map(lambda x: getrefcount(x), [o])))
print(sorted([o], key=lambda x: print(getrefcount(x)) or 0) == [o])
print(max([o], key=getrefcount) is o, list(filter(getrefcount, [o])) == [o])
