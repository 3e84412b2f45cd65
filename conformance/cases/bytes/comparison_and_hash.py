print(b"a" < b"b", b"a" == bytearray(b"a"), b"a" == "a", hash(b"abc") == hash("abc"), hash(b"abc"), b"abc" in {b"abc"}, b"b" > b"abc")
try:
    hash(bytearray())
except TypeError as e:
    print(e)
