class C:
    def __init__(self, n): self.n = n
    def __del__(self): print("del", self.n)
t = (C(1), C(2), C(3)); t = None; print("tuple")
d = {C("k1"): C("v1"), C("k2"): C("v2")}; d = None; print("dict")
d = {"a": C("a"), "b": C("b")}; d.clear(); print("cleared")
d = {"a": C("a")}; d["a"] = C("new"); print("replaced"); d.pop("a"); print("popped"); d["z"] = C("z"); del d["z"]; print("deleted"); d["y"] = C("y"); d.popitem(); print("popitem")
d.update(a=C("u1")); d.update(a=C("u2")); print("updated")
