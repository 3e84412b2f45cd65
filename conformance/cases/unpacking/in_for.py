for x, *y in [(1, 2, 3), "ab"]:
    print(x, y)
for z in *[1], *(2,):
    print(z)
