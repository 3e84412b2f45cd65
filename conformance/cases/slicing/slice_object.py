s = slice(1, 10, 2)
print(s, s.start, s.stop, s.step, s.indices(5), slice(None, None, -1).indices(4), slice(3) == slice(None, 3))
try:
    hash(s)
except TypeError as e:
    print(e)
