import _helper, math
print(_helper.__spec__.name, _helper.__loader__.__class__.__name__, _helper.__cached__ is not None, _helper.__doc__, math.__spec__.origin in ("built-in", math.__spec__.origin), type(_helper.__builtins__).__name__)
try:
    _helper.nope
except AttributeError as e:
    print(e)
