a, b = [1, 2]
(c, d), e = "xy", 3
[f, g] = {5: 1, 6: 2}
print(a, b, c, d, e, f, g)
