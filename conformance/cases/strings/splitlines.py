print("a\nb\r\nc\rd\x0be\x85f\u2028g\n".splitlines(), "a\n\nb".splitlines(True), "".splitlines(), "a".splitlines())
