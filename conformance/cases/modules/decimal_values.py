from decimal import Decimal as D

for value in ["1.10", " 3 ", "1_000", "abc", "", "-inf", "sNaN5", "1E-400", 10**30, 0.1, (1, (1, 2), -1), (0, (), "F"), [0, [1], 2], None, b"1", "1e1000000000000000000"]:
    try:
        print(repr(D(value)))
    except Exception as e:
        print(type(e).__name__, e)
x, y = D("3.14159"), D("-2.5")
print(x + y, 1 - x, x * y, x / y, x // y, x % y, divmod(x, y), x**2, 2**x, pow(D(7), 3, 5), -x, abs(y))
print(round(x, 2), round(D("2.5")), int(y), float(x), hash(D("0.5")) == hash(0.5), x.as_tuple(), D("0.75").as_integer_ratio())
print(x == 3.14159, D("0.5") == 0.5, D(1) < 1.5, sorted([x, 1, y]), D("nan") == 1, D("0.10") == D("0.1"))
for action in (lambda: D(1) / 0, lambda: D(0) / 0, lambda: D("inf") - D("inf"), lambda: D(-1).sqrt(), lambda: x + 1.5, lambda: D("nan") < 1, lambda: int(D("inf")), lambda: hash(D("sNaN")), lambda: D(10) ** 10**7):
    try:
        print(action())
    except Exception as e:
        print(type(e).__name__, e)
