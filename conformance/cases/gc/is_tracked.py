import gc
print(gc.is_tracked(1), gc.is_tracked("a"), gc.is_tracked([]), gc.is_tracked({}), gc.is_tracked({"a": 1}), gc.is_tracked({"a": []}), gc.is_tracked((1, 2)), gc.is_tracked(object()), gc.is_tracked(set()), gc.is_tracked(lambda: 0))
t = (1, "a")
gc.collect()
print(gc.is_tracked(t))
