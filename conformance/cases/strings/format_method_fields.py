def t(f, *a, **k):
    try: print(f.__name__ if hasattr(f, "__name__") else "f", repr(f(*a, **k)))
    except Exception as e: print(type(e).__name__, e)

class A:
    x = [1, {"k": "v", 3: 4}]
print("{0.x[1][k]} {0.x[1][3]} {a!r:>5} {b!s:^7} {c!a}".format(A, a="q", b=1.5, c="é"))
print("{} {} {x}".format(1, 2, x=3), "{0} {1} {0}".format("a", "b"), "{{}} {{{}}}".format(1), "{:{}}".format("x", 5), "{:{w}.{p}f}".format(3.14159, w=8, p=2))
for f in ("{", "}", "{0", "{0!}", "{0!x}", "{0.}", "{0[}", "{0[]}", "{} {0}", "{0} {}", "{a}", "{5}", "{:{:{}}}", "{0.nope}", "{0[9]}", "{!r", "{0!rr}", "{0]}"):
    t(f.format, 1)
print("{a.b}".format_map({"a": type("T", (), {"b": 5})}), "{0!r:.3}".format("abcdef"))
