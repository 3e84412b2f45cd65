print(b"abc".translate(bytes.maketrans(b"ab", b"xy")), b"abcabc".translate(None, b"b"), b"read".translate(bytes(range(256)), delete=b"a"))
