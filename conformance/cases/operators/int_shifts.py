print(1 << 70, -1 >> 3, -17 >> 2, 5 << 0, (1 << 100) >> 98)
try:
    1 << -1
except ValueError as e:
    print(e)
