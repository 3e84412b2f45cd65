print("ab".center(7, "*"), "abc".center(6), "ab".ljust(5, "."), "ab".rjust(5), "-42".zfill(6), "+1".zfill(1), "abc".center(4, "x"), "a".center(4, "x"))
try:
    "a".center(5, "ab")
except TypeError as e:
    print(e)
