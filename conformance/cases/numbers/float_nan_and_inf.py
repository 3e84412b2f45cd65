inf, nan = float("inf"), float("nan")
print(inf - inf, inf * 0, nan == nan, nan != nan, nan < 1, max(nan, 1), max(1, nan), min(nan, 1), inf // 1, inf % 2, -inf ** 3, inf ** 0, nan ** 0, 1 ** nan, sorted([3, nan, 1]))
