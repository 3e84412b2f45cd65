import os
import sys

def show(f, *args, **kwargs):
    try:
        print(f(*args, **kwargs))
    except Exception as e:
        print(type(e).__name__, e)

show(sys.set_asyncgen_hooks, 1)
show(sys.set_asyncgen_hooks, finalizer=3)
show(sys.set_asyncgen_hooks, print, len)
show(sys.get_asyncgen_hooks)
show(sys.set_asyncgen_hooks, None, None)
show(sys.set_coroutine_origin_tracking_depth, -1)
show(sys.set_coroutine_origin_tracking_depth, 2)

async def f():
    pass

def make():
    return f()

c = make()
print([(line, name) for _, line, name in c.cr_origin])
c.close()
show(sys.set_coroutine_origin_tracking_depth, 0)
events = []
sys.addaudithook(lambda event, args: events.append((event, args)) if event.startswith("my.") else None)
show(sys.audit, "my.event", 1, "two")
show(sys.audit)
show(sys.audit, 1)
print(events)

def refuse(event, args):
    if event == "my.refused":
        raise ValueError(event)

sys.addaudithook(refuse)
show(sys.audit, "my.refused")
os.environ["PYTHONBREAKPOINT"] = "0"
show(breakpoint)
os.environ["PYTHONBREAKPOINT"] = "print"
show(breakpoint, 1, 2, sep="-")
del sys.breakpointhook
show(breakpoint)
show(sys.call_tracing, print, (1, 2))
show(sys.call_tracing, print, [1])
show(sys.set_int_max_str_digits, 1)
show(sys.set_int_max_str_digits, maxdigits=5000)
show(sys.get_int_max_str_digits)
print(sys.__displayhook__ is sys.displayhook, sys.__excepthook__ is sys.excepthook, len(sys._current_frames()))
