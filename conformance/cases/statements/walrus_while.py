it = iter([3, 2, 0, 1])
while (x := next(it)):
    print(x)
print("stopped at", x)
