print(2.0 ** 0.5, (-8) ** (1/3), 0.0 ** 0, 4 ** 0.5, 2 ** -2, 1e-200 ** 2)
try:
    1e200 ** 2
except OverflowError as e:
    print(e)
