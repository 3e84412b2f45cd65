d = {"a": 1, "b": 2}
k, v, i = d.keys(), d.values(), d.items()
d["c"] = 3
print(k, v, i, len(k), "a" in k, 3 in v, ("a", 1) in i, k & {"a", "z"}, k | ["q"], sorted(k - {"a"}), i == d.items(), k == {"a", "b", "c"}, v == d.values(), k.isdisjoint("x"), list(reversed(k)), k.mapping)
