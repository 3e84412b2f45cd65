for s in ("straße", "ﬁx", "İstanbul", "ǆ", "ΑΣ", "ΑΣ Α", "ŉ", "ab1c d'e", "ὈΔΥΣΣΕΎΣ"):
    print(ascii((s.upper(), s.lower(), s.title(), s.capitalize(), s.swapcase(), s.casefold())))
print([c.isupper() for c in ("A", "a", "A1", "1", "", "Aa", "ǅ")], [c.istitle() for c in ("Aa Bb", "AB", "ǅa", "")])
