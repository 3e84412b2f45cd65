x = y = 1
del x, y
for name in ("x", "y"):
    print(name in globals())
try:
    del x
except NameError as e:
    print(e)
