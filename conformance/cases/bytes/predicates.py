for b in (b"abc", b"ABC", b"12", b"a1", b" ", b"", b"Ab", b"\xe9"):
    print(b, b.isalpha(), b.isdigit(), b.isalnum(), b.isspace(), b.islower(), b.isupper(), b.istitle(), b.isascii())
