s = "a\nb\rc\r\nd\x0be\x0cf\x1cg\x1dh\x1ei\x85j\u2028k\u2029l"
print(ascii(s.splitlines()), ascii(s.splitlines(True)))
print(b"a\nb\rc\r\nd\x0be\x85f".splitlines(True), "".splitlines(), "\n".splitlines(), "a\n".splitlines(keepends=True))
