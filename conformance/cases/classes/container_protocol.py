class C:
    def __init__(self): self.d = {}
    def __getitem__(self, k): return self.d[k]
    def __setitem__(self, k, v): self.d[k] = v
    def __delitem__(self, k): del self.d[k]
    def __contains__(self, k): return k == "magic"
    def __len__(self): return len(self.d)
    def __iter__(self): return iter(self.d)
c = C()
c["a"] = 1
c["b"] = 2
del c["a"]
print(c["b"], len(c), list(c), "magic" in c, "b" in c)
