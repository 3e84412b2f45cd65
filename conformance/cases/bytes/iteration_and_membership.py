print(list(b"ab"), 98 in b"ab", b"" in b"x", b"ab"[0], b"ab"[:1], [*reversed(b"ab")], max(b"az"))
