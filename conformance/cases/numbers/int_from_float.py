print(int(3.9), int(-3.9), int(1e20), int(True))
for x in (float("nan"), float("inf"), "1e3", None, [], 1j):
    try:
        int(x)
    except (ValueError, OverflowError, TypeError) as e:
        print(type(e).__name__, e)
