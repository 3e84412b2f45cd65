class C:
    def __init__(self, n): self.n = n
    def __del__(self): print("del", self.n)
import types, sys
m = types.ModuleType("m"); m.a, m._b, m.c = C("a"), C("_b"), C("c"); m = None; print("module")
