from collections import defaultdict
d = defaultdict(list)
d["a"].append(1)
print(d, d["b"], d.get("c"), "c" in d, d.default_factory, len(d))
e = defaultdict(None, x=1)
try:
    e["q"]
except KeyError as err:
    print(repr(err))
try:
    defaultdict(5)
except TypeError as err:
    print(err)
print(defaultdict(int, a=1) | {"b": 2}, d.copy())
