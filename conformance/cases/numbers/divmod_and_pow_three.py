print(divmod(-7, 2), divmod(7.5, 2), pow(2, 10), pow(2, 10, 1000), pow(-3, 3, 5), pow(2, -2), pow(38, -1, 97))
for args in ((2, -1, 4), (2.0, 3, 4), (2, 3, 0), (2, 3, 4.0)):
    try:
        pow(*args)
    except (ValueError, TypeError) as e:
        print(type(e).__name__, e)
