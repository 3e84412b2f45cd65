print("-5".zfill(5), "+".zfill(3), "abc".zfill(2), "".zfill(2), "--1".zfill(6))
print(repr("a\tb\tc".expandtabs()), repr("a\tb".expandtabs(4)), repr("a\tb".expandtabs(0)), repr("\t\n\ta".expandtabs(3)), repr("a\tb".expandtabs(-1)))
print(repr("ab".center(5)), repr("ab".center(6, "*")), repr("abc".center(6, "-")), repr("a".ljust(3, ".")), repr("a".rjust(3, ".")), repr("abc".center(2)))
for f in (lambda: "a".center(5, "ab"), lambda: "a".ljust("x"), lambda: "a".rjust(5, b"x")):
    try: f()
    except TypeError as e: print(e)
