for c in "²½٣五Ⅷa_Z \u2028\xa0\x1f":
    print(ascii(c), c.isdecimal(), c.isdigit(), c.isnumeric(), c.isalpha(), c.isalnum(), c.isidentifier(), c.isprintable(), c.isspace())
print("".isprintable(), "".isidentifier(), "def".isidentifier(), "é1".isidentifier(), "1é".isidentifier(), "a b".isascii(), "é".isascii(), "".isascii())
