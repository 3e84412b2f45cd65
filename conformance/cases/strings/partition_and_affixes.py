def t(f, *a, **k):
    try: print(f.__name__ if hasattr(f, "__name__") else "f", repr(f(*a, **k)))
    except Exception as e: print(type(e).__name__, e)

print("a.b.c".partition("."), "a.b.c".rpartition("."), "abc".partition("."), "abc".rpartition("."))
print("prefix-x".removeprefix("prefix-"), "x.py".removesuffix(".py"), "x".removesuffix(""), "aaa".removeprefix("a"))
t("a".partition, ""); t("a".partition, 1); t("a".removeprefix, 1); t("a".rpartition, b"x")
print("abc".startswith(("x", "a")), "abc".endswith(("c",), 1), "abc".startswith("b", 1, 2), "abc".startswith((), 0))
t("a".startswith, 1); t("a".startswith, ("a", 1)); t("a".startswith, ("b", 1)); t("a".endswith, ["a"])
