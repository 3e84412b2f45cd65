from sys import getrefcount
from functools import partial
o = object()
print((lambda x: getrefcount(x))(o), partial(getrefcount)(o), partial(getrefcount, o)(), partial(lambda x: getrefcount(x), o)())
