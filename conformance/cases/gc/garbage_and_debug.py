import gc
gc.collect()
gc.set_debug(gc.DEBUG_SAVEALL)
a = ["marker"]
a.append(a)
del a
gc.collect()
print([g[0] for g in gc.garbage if isinstance(g, list) and g and g[0] == "marker"])
gc.set_debug(0)
gc.garbage.clear()
