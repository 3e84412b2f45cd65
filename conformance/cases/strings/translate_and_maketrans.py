def t(f, *a, **k):
    try: print(f.__name__ if hasattr(f, "__name__") else "f", repr(f(*a, **k)))
    except Exception as e: print(type(e).__name__, e)

print("hello".translate(str.maketrans("el", "ip")), "hello".translate(str.maketrans("el", "ip", "o")), "abc".translate({97: None, 98: "xyz", 99: 100}))
print(str.maketrans({"a": 1, 98: "b"}), str.maketrans("ab", "cd", "e"))
t(str.maketrans, "ab", "c"); t(str.maketrans, {"ab": 1}); t(str.maketrans, 1); t("abc".translate, {97: 1.5}); t("abc".translate, {97: 0x110000})
class D(dict):
    def __missing__(self, k): return chr(k + 1)
print("abc".translate(D()))
