from sys import getrefcount
from collections import deque, OrderedDict, defaultdict, namedtuple
o = object()
d = deque([o])
od = OrderedDict(k=o)
dd = defaultdict(list, k=o)
P = namedtuple("P", "x")
p = P(o)
print(getrefcount(o))
d.pop(); od.clear(); del dd, p
print(getrefcount(o))
