import array
a = array.array("i", [1, 2, 3])
a.append(4); a.extend([5])
print(a, a.itemsize, a.tobytes()[:4], a.index(3), a[1:3], a.typecode, array.array("d", [1.5]), array.array("u", "hé"))
try:
    a.append("x")
except TypeError as e:
    print(e)
try:
    array.array("b", [200])
except OverflowError as e:
    print(e)
