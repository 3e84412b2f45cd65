import gc
print(len(gc.get_stats()), sorted(gc.get_stats()[0]), len(gc.get_count()), all(isinstance(n, int) for n in gc.get_count()))
gc.freeze()
print(gc.get_freeze_count() > 0)
gc.unfreeze()
print(gc.get_freeze_count())
