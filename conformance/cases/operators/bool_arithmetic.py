print(True + True, True * 3, -True, ~True, True & False, True | 2, True ^ True, type(True & True), type(True & 1), True == 1, hash(True) == hash(1))
