d = {"a": 1, "b": 2}
d["c"] = 3
d["a"] = 9
print(d, len(d), d["b"], "a" in d, d.get("x"), d.get("x", 0), list(d), d == {"c": 3, "b": 2, "a": 9})
del d["a"]
d["a"] = 0
print(d)
