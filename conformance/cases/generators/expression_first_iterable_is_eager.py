def boom():
    print("eager")
    return [1]
g = (x for x in boom())
print("made")
h = (x for y in [1] for x in boom())
print("lazy")
print(list(g), list(h))
try:
    (x for x in 5)
except TypeError as e:
    print(e)
