for s in ("\0\1\x7f\x80\xff\u0100\ud800\U0001F600\t\n\r\\'\"", "it's", 'say "x"', "both ' and \"", "\N{BULLET}\x41\101\u00e9"):
    print(ascii(s), ascii(repr(s)), len(s))
print(r"\n\x", rb"\n", "a" "b" 'c', """x
y""", "\
z")
