import itertools
for spec in ("", "5", "<5", ">5", "^5", "=5", "05", "+", " ", "-", "x", "#x", "#X", "o", "#o", "b", "#b", "c", "n", ",", "_", "_x", "_b", "e", ".2f", "%", "g", "010,", "+08.3f", "*^9", "z", ".3", "s", "d", "#_b", ",x", "=+6d", "<05"):
    for v in (42, -7, 3.5, "ab", True, 0):
        try: print(repr(spec), repr(v), repr(format(v, spec)))
        except Exception as e: print(repr(spec), repr(v), type(e).__name__, e)
