a = list(range(6))
a[1:3] = "xyz"
print(a)
a[:0] = [9]
print(a)
a[::2] = [0, 0, 0, 0]
print(a)
try:
    a[::2] = [1]
except ValueError as e:
    print(e)
a[2:1] = ["in"]
print(a)
