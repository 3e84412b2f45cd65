import struct
print(struct.pack(">ihbB", 1, -2, -3, 200), struct.unpack("<Hq", struct.pack("<Hq", 65535, -1)), struct.calcsize("iqb"), struct.calcsize("=iqb"), struct.pack("5s3p", b"ab", b"xyz"), struct.pack("<fd", 1.5, 0.1), struct.unpack(">?c2x", b"\x01z\0\0"), struct.pack(">3H", 1, 2, 3), struct.pack("<e", 1.5), list(struct.iter_unpack("<H", b"\1\0\2\0")))
