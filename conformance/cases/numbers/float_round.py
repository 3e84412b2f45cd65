print(round(2.5), round(3.5), round(-0.5), round(2.675, 2), round(1234.5678, -2), round(0.5, 0), round(1e300, 2), round(5e-324, 320), round(2.5, None), type(round(2.5)), type(round(2.5, 0)))
for x in (float("nan"), float("inf")):
    try:
        round(x)
    except (ValueError, OverflowError) as e:
        print(e)
