for s in ("abc", "ABC", "Abc", "123", "a1", "", " \t", "½", "²", "٣", "ß", "_x", "1x", "Ａ", "\x00", "é"):
    print(ascii(s), s.isalpha(), s.isdigit(), s.isdecimal(), s.isnumeric(), s.isalnum(), s.islower(), s.isupper(), s.istitle(), s.isspace(), s.isidentifier(), s.isprintable(), s.isascii())
