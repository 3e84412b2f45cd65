from collections.abc import MutableMapping, Sequence, Set
class M(MutableMapping):
    def __init__(self): self.d = {}
    def __getitem__(self, k): return self.d[k]
    def __setitem__(self, k, v): self.d[k] = v
    def __delitem__(self, k): del self.d[k]
    def __iter__(self): return iter(self.d)
    def __len__(self): return len(self.d)
m = M()
m.update(a=1, b=2)
print(m.pop("a"), m.setdefault("c", 3), list(m.items()), m == {"b": 2, "c": 3}, m.get("q"))
class S(Sequence):
    def __len__(self): return 3
    def __getitem__(self, i):
        if i >= 3: raise IndexError
        return i
print(list(S()), S().index(2), 1 in S(), list(reversed(S())), S().count(1))
