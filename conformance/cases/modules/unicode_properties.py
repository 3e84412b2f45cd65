import unicodedata as u

for c in "aA1\u00bd\u0663\u4e00\u0301\u05d0(\u20ac\U0001f600\ud55c\n\ufb01\u0378":
    print(ascii(c), u.category(c), u.bidirectional(c), u.combining(c), u.mirrored(c), u.east_asian_width(c), repr(u.decomposition(c)),
          u.name(c, None), u.decimal(c, None), u.digit(c, None), u.numeric(c, None), u.ucd_3_2_0.category(c))
print(u.unidata_version, u.ucd_3_2_0.unidata_version, ascii(u.lookup("LATIN SMALL LETTER R WITH TILDE")), u.lookup("nbsp") == "\xa0")
print(ascii("\N{GREEK SMALL LETTER ALPHA}\N{HANGUL SYLLABLE GAG}"), "a\u03b1".encode("ascii", "namereplace"))
for action in (lambda: u.lookup("no such"), lambda: u.name("\n"), lambda: u.decimal("a"), lambda: u.category("ab"), lambda: u.category(1)):
    try:
        action()
    except Exception as e:
        print(type(e).__name__, e)
