a, b = 256, int("256")
c, d = 257, int("257")
print(a is b, c is d)
