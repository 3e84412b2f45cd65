import struct
b = bytearray(8)
struct.pack_into(">HH", b, 2, 1, 2)
s = struct.Struct("<Hb")
print(b, struct.unpack_from(">H", b, 2), s.size, s.format, s.pack(1, 2), s.unpack(b"\1\0\2"))
