import unicodedata as u

for text in ("e\u0301", "\u1e9b\u0323", "\ud55c\uae00", "\u1100\u1161\u11a8", "\ufb01", "\u212b", "a\u0315\u0300\u05ae\u0300b", "\u0344", "\u09c7\u09be", "\uf900", "e\u0301\u0301\u0327", ""):
    print(ascii(text), [(ascii(u.normalize(f, text)), u.is_normalized(f, text)) for f in ("NFC", "NFD", "NFKC", "NFKD")])
try:
    u.normalize("X", "a")
except ValueError as e:
    print(e)
