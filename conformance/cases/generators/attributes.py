def g():
    x = 1
    yield x
it = g()
print(it.__name__, it.gi_running, it.gi_frame is not None, it.gi_yieldfrom, it.gi_code.co_name)
next(it)
print(it.gi_frame.f_locals, it.gi_suspended)
list(it)
print(it.gi_frame, it.gi_suspended)
