import sys, types
m = types.ModuleType("made_up", "doc")
m.x = 5
sys.modules["made_up"] = m
import made_up
print(made_up.x, made_up.__doc__, repr(m))
sys.modules["blocked"] = None
try:
    import blocked
except ModuleNotFoundError as e:
    print(e)
