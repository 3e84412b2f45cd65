print(int("42"), int(" -7\n"), int("1_000"), int("ff", 16), int("0x1F", 0), int("z", 36), int("-0b11", 2), int("٣"))
for args in (("1__0",), ("",), ("4.5",), ("9", 8), ("1", 1), ("1", 37), ("0x", 16), (" 1 2 ",), (b"12",), ("10", 2.0), (3, 10)):
    try:
        print(int(*args))
    except (ValueError, TypeError) as e:
        print(type(e).__name__, e)
