nan = float("nan")
d = {nan: 1}
print(d[nan], float("nan") in d, nan in d)
