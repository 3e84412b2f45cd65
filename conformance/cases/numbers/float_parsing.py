def t(f, *a, **k):
    try: print(f.__name__ if hasattr(f, "__name__") else "f", repr(f(*a, **k)))
    except Exception as e: print(type(e).__name__, e)

for s in ("1", "1.", ".5", "1e5", "1E-3", "1_0.0_1", "1__0", "inf", "-Infinity", "nan", "+NaN", "1e400", "-1e-400", " 2.5\n", "٣.٥", "", ".", "e5", "1e", "0x1p3", "1.5j", "1 2", "infin", "1_", "4.9406564584124654e-324", "1.7976931348623159e308", "0.1e1_0"):
    t(float, s)
t(float, b"1.5"); t(float, None); t(float, 10**400); t(float, "é"); t(float.fromhex, "0x1.8p3"); t(float.fromhex, "zz"); t(float.fromhex, "1e5"); print((1.5).hex(), (-0.0).hex(), float("inf").hex(), (0.1).hex(), 5e-324.hex())
