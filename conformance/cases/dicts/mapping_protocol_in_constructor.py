class M:
    def keys(self): return iter("ab")
    def __getitem__(self, k): return k.upper()
print(dict(M()), {**M()}, (lambda **k: k)(**M()))
