import copy
import pickle
from array import array

a = array("i", range(6))
a[1:3] = array("i", [7, 8, 9])
del a[::3]
a.insert(-1, 5)
a.extend([1, 2])
print(a, a.pop(0), a.index(9), a.count(5), 9 in a, a[::-1], a + a[:1], a * 2)
a.byteswap()
print(a.tolist(), a.tobytes()[:8], a.itemsize, a.typecode)
print([pickle.loads(pickle.dumps(a, p)) == a for p in range(6)], copy.copy(a) == a, a.__reduce_ex__(3)[1][2])
view = memoryview(a)
try:
    a.append(1)
except BufferError as e:
    print(e)
view[0] = 1
view.release()
a.append(1)
print(a[0], a[-1], array("i", [1]) < array("d", [1.5]), array("u", "h\xe9").tounicode())
it = iter(array("b", b"abc"))
next(it)
print(it.__reduce__()[1:], list(it))
