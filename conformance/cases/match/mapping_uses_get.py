class M(dict):
    def __missing__(self, k): return "made up"
    def get(self, k, default=None):
        print("get", k)
        return super().get(k, default)
match M(a=1):
    case {"b": x}: print("b", x)
    case {"a": x}: print("a", x)
