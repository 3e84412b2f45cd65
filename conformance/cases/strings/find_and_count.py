def t(f, *a, **k):
    try: print(f.__name__ if hasattr(f, "__name__") else "f", repr(f(*a, **k)))
    except Exception as e: print(type(e).__name__, e)

s = "abababa"
print(s.find("aba"), s.rfind("aba"), s.count("aba"), s.index("b", 2), s.rindex("b", 0, 3), s.find("x"), s.find("", 3), s.rfind(""), s.count(""), s.count("", 3, 5), s.find("", 8), s.count("", 8))
t(s.index, "x"); t(s.rindex, "x"); t(s.find, 1); t(s.count, None); t(s.find)
print(s.replace("ab", "x", 2), s.replace("", "-"), s.replace("", "-", 2), s.replace("a", ""), "".replace("", "x"), "".replace("", "x", 0))
