for a, (b, *c) in [(1, (2, 3, 4)), (5, (6,))]:
    print(a, b, c)
d = [0, 0]
for d[1] in "xy":
    print(d)
