class D(dict):
    def keys(self): return ["k"]
    def __getitem__(self, k): return "custom " + k
print({**D(a=1)}, dict(D(a=1)))
def f(**kw): return kw
print(f(**D(a=1)))
