import gc
gc.callbacks.append(lambda phase, info: print(phase, sorted(info)))
gc.collect(0)
