try:
    [1 // x for x in (1, 0)]
except ZeroDivisionError as e:
    print(e)
try:
    [y for x in range(3) if y]
except NameError as e:
    print(e)
