class C:
    def __init__(self, n): self.n = n
    def __del__(self): print("del", self.n)
from collections import deque, OrderedDict, defaultdict
s = {C(1)}; s.clear(); print("set"); d = deque([C(2), C(3)]); d.popleft(); print("popleft"); d.clear(); print("clear")
d = deque([C(4), C(5), C(6)]); d = None; print("deque"); d = deque([C(7), C(8)], 1); print("maxlen"); d.append(C(9)); d = None
o = OrderedDict(a=C("a"), b=C("b")); o = None; print("od"); q = defaultdict(lambda: C("made")); q[1]; q = None; print("dd")
