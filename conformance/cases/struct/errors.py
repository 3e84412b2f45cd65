import struct
for f in (lambda: struct.pack("b", 200), lambda: struct.pack("i", "a"), lambda: struct.pack("ii", 1), lambda: struct.unpack("i", b"abc"), lambda: struct.pack("z", 1), lambda: struct.pack("H", -1), lambda: struct.pack("s", "str"), lambda: struct.unpack_from("i", b"1234", 2), lambda: struct.pack("f", 1e300), lambda: struct.pack("c", b"ab"), lambda: struct.calcsize("3")):
    try:
        f()
    except (struct.error, OverflowError) as e:
        print(type(e).__name__, e)
