m = memoryview(bytearray(8)).cast("I")
m[0] = 1
m[1] = 0x01020304
print(m.tolist(), m.tobytes(), m.shape, m.nbytes)
try:
    memoryview(b"abc").cast("I")
except TypeError as e:
    print(e)
