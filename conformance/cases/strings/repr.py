for s in ("a", "it's", 'say "x"', "both ' and \"", "\n\t\r\\", "\x00\x7f\x80\xa0\xad", "é", "\u2028", "\ud800", "😀", "\ue000", ""):
    print(ascii(s), repr(s).encode("utf-8", "backslashreplace"))
