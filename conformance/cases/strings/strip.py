print(repr("  a b ".strip()), "xxayx".strip("x"), "abcba".lstrip("ab"), "abcba".rstrip("ba"), repr("\u3000a\x1c".strip()), "abc".strip(""))
