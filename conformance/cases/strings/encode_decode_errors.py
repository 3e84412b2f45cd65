def t(f, *a, **k):
    try: print(f.__name__ if hasattr(f, "__name__") else "f", repr(f(*a, **k)))
    except Exception as e: print(type(e).__name__, e)

for enc in ("ascii", "latin-1", "utf-8", "utf-16", "utf-16-le", "utf-32-be", "cp1252", "idna", "punycode", "nope"):
    for err in ("strict", "ignore", "replace", "xmlcharrefreplace", "backslashreplace", "namereplace"):
        try: print(enc, err, "aé€\U0001f600".encode(enc, err))
        except Exception as e: print(enc, err, type(e).__name__, e)
for b, enc in ((b"\xff", "utf-8"), (b"\xe2\x82", "utf-8"), (b"a\xc3(", "utf-8"), (b"\xff", "ascii"), (b"\x00\xd8", "utf-16-le"), (b"abc", "utf-16"), (b"\xed\xa0\x80", "utf-8"), (b"\xf5\x80", "utf-8")):
    for err in ("strict", "ignore", "replace", "backslashreplace", "surrogateescape", "surrogatepass"):
        try: print(b, enc, err, ascii(b.decode(enc, err)))
        except Exception as e: print(b, enc, err, type(e).__name__, e)
