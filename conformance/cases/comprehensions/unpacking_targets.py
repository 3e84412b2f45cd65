print([a + b for a, b in [(1, 2), (3, 4)]], [b for a, *b in ["abc"]], {k: v for k, v in {"a": 1}.items()})
