print((2.5).is_integer(), (2.0).is_integer(), (0.75).as_integer_ratio(), (3.7).hex(), float.fromhex("0x1.8p1"), (-0.1).hex(), (0.0).hex(), (1.5).conjugate(), float.fromhex("-inf"))
for x in (float("inf"), float("nan")):
    try:
        x.as_integer_ratio()
    except (OverflowError, ValueError) as e:
        print(e)
