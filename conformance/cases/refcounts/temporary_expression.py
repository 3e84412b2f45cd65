from sys import getrefcount
print(getrefcount([]), getrefcount({}), getrefcount((1, [])), getrefcount("a" + str(5)), getrefcount(10**30), getrefcount(lambda: 0), getrefcount(iter([])))
