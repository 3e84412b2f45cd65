a = [1]
b = a
print(id(a) == id(b), id(a) == id([1]), id(None) == id(None), isinstance(id(a), int))
