s = "hELLo wörLD ßtraße"
print(s.upper(), s.lower(), s.title(), s.capitalize(), s.swapcase(), s.casefold(), "ǆ".title(), "ΑΣ".lower(), "İ".lower().encode("unicode-escape"), "ﬁ".upper())
