import io
s = io.StringIO("line 1\nline 2\n")
print(s.readline(), s.tell(), s.read(), s.seek(0), s.readlines(), s.getvalue() == "line 1\nline 2\n")
s.seek(0); s.truncate(4); print(repr(s.getvalue()))
b = io.BytesIO(b"abc")
print(b.read(2), b.write(b"XY"), b.getvalue(), b.getbuffer()[0])
for f in (lambda: io.StringIO(5), lambda: io.BytesIO("a"), lambda: io.StringIO().write(b"a"), lambda: s.seek(-1)):
    try:
        f()
    except (TypeError, ValueError) as e:
        print(e)
s.close()
try:
    s.read()
except ValueError as e:
    print(e)
