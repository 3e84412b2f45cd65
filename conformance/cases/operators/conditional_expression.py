print("a" if 1 else "b", "a" if 0 else "b" if 0 else "c")
x = (lambda: 1) if True else (lambda: 2)
print(x())
