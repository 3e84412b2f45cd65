s = "aé😀\ud800"
print(len(s), [hex(ord(c)) for c in s], s[2] == "😀", len("\U0001F600"), chr(0x1F600) == s[2])
for f in (lambda: ord("ab"), lambda: ord(""), lambda: chr(-1), lambda: chr(0x110000), lambda: ord(5)):
    try:
        f()
    except (TypeError, ValueError) as e:
        print(type(e).__name__, e)
