def t(f, *a, **k):
    try: print(f.__name__ if hasattr(f, "__name__") else "f", repr(f(*a, **k)))
    except Exception as e: print(type(e).__name__, e)

for s in ("12", " 12 ", "-0", "+5", "1_000", "1__0", "_1", "1_", "0x10", "0b11", "0o17", "0X1F", "٣٤", "", " ", "-", "1 2", "1.0", "é", "0_7", "00", "007", "\n5\t"):
    for base in (10, 0, 16, 2):
        try: print(repr(s), base, int(s, base))
        except ValueError as e: print(repr(s), base, e)
t(int, "z", 36); t(int, "z", 37); t(int, "1", 1); t(int, 1, 10); t(int, "1", -1); t(int, b"12"); t(int, bytearray(b" 7 ")); t(int, None); t(int, "1", "10"); t(int, 1.9); t(int, float("nan")); t(int, float("inf")); t(int, [1]); t(int, base=10); t(int, b"1\xff")
