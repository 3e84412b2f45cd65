a, *b = [1, 2, 3]
*c, d = (1, 2, 3)
e, *f, g = "abcd"
h, *i = [1]
print(a, b, c, d, e, f, g, h, i)
