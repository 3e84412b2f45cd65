print("é😀".encode(), "é".encode("latin-1"), "é".encode("ascii", "replace"), "é".encode("ascii", "xmlcharrefreplace"), "é".encode("ascii", "backslashreplace"), "é".encode("ascii", "ignore"), "é".encode("utf-16-le"), "a".encode("utf-16"), b"\xc3\xa9".decode(), b"\xff".decode("latin1"), b"\xffa".decode("utf-8", "replace"))
for f in (lambda: "é".encode("ascii"), lambda: b"\xff".decode(), lambda: "a".encode("nope"), lambda: "\ud800".encode(), lambda: b"\xe2\x82".decode()):
    try:
        f()
    except (UnicodeError, LookupError) as e:
        print(type(e).__name__, e)
