s = {3, 1, 2, 3}
print(s, len(s), 2 in s, set(), {*()}, set("hello") == set("olleh"), frozenset([1, 2]), {1, 1.0, True})
