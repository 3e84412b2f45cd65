print(b"a\x00\xff\n\\'", b"it's", b'"', bytes([65, 0, 200]), bytearray(b"x"), rb"\n", b"a" b"b", bytes(3), bytes("é", "utf-8"))
