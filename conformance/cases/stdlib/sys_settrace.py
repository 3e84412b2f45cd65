import sys
events = []
def tracer(frame, event, arg):
    events.append((event, frame.f_code.co_name, frame.f_lineno - frame.f_code.co_firstlineno))
    return tracer
def f(x):
    y = x + 1
    return y
sys.settrace(tracer)
f(1)
sys.settrace(None)
print(events)
