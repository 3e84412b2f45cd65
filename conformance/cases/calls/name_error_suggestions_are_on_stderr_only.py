value = 1
try:
    valu
except NameError as e:
    print(e, e.name)
try:
    [].appendd
except AttributeError as e:
    print(e, e.name, e.obj)
