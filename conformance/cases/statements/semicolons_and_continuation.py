a = 1; b = 2; c = a + \
    b
print(a, b, c)
if a: print("yes"); print("still")
