m = memoryview(bytearray(b"abcdef"))
print(m[1], m[1:3].tobytes(), m.tolist(), len(m), m.format, m.itemsize, m.readonly, m[::2].tobytes(), m == b"abcdef")
m[0] = 90
m[1:3] = b"yx"
print(bytes(m), m.obj)
m.release()
try:
    m[0]
except ValueError as e:
    print(e)
