import gc
print(gc.get_threshold(), gc.isenabled())
gc.set_threshold(100, 5)
print(gc.get_threshold())
gc.disable()
print(gc.isenabled())
for a in ((), ("x",)):
    try:
        gc.set_threshold(*a)
    except TypeError as e:
        print(type(e).__name__)
