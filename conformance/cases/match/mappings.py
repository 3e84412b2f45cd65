def f(x):
    match x:
        case {"k": 1}: return "k is one"
        case {"k": v, **rest}: return ("k", v, rest)
        case {}: return "any mapping"
        case _: return "no"
from collections import OrderedDict
print([f(x) for x in ({"k": 1, "z": 2}, {"k": 2, "z": 3}, {}, {"q": 1}, [], OrderedDict(k=5))])
