import gc
class X:
    def __del__(self): print("del")
d = {"a": 1}
gc.collect()
print(gc.is_tracked(d))
d["x"] = X(); d["me"] = d
print(gc.is_tracked(d))
del d
print(gc.collect())
