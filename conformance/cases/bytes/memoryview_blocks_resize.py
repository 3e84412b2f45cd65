b = bytearray(b"abc")
m = memoryview(b)
try:
    b.append(1)
except BufferError as e:
    print(e)
m.release()
b.append(1)
print(b)
