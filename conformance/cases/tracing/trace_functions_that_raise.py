import sys
import traceback

def f():
    x = 1
    return x

for wanted in ("call", "line", "return"):
    def bad(frame, event, arg):
        if event == wanted:
            raise ValueError(event)
        return bad
    sys.settrace(bad)
    try:
        f()
    except ValueError as e:
        print(e, sys.gettrace(), [(s.name, s.line) for s in traceback.extract_tb(e.__traceback__)])
    sys.settrace(None)

def profile(frame, event, arg):
    if event == "c_call":
        raise KeyError(arg.__name__)

sys.setprofile(profile)
try:
    len([])
except KeyError as e:
    print(e, sys.getprofile())
sys.setprofile(None)
