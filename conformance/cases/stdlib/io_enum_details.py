import io
s = io.StringIO("line1\nline2\r\nline3"); print(repr(s.readline()), s.tell(), s.readlines(), s.read(), s.seek(0), repr(s.read(3)), s.truncate(5), s.getvalue()); s.write("XY"); print(s.getvalue()); s.close()
for f in (lambda: s.read(), lambda: s.getvalue(), lambda: io.StringIO(5), lambda: io.BytesIO("a"), lambda: io.StringIO("a").seek(1, 1), lambda: io.StringIO("a").seek(-1), lambda: io.BytesIO(b"a").seek(-1), lambda: io.BytesIO(b"abc").seek(-1, 2), lambda: io.StringIO().write(b"x"), lambda: io.BytesIO().write("x"), lambda: io.StringIO("a").fileno(), lambda: io.BytesIO(b"a").read("x"), lambda: open("/no/such"), lambda: open("x", "q"), lambda: open("x", "rw"), lambda: open("x", "rb", encoding="u8"), lambda: open("x", "r", 0), lambda: open("x", newline="q"), lambda: open(-1), lambda: open("a\0b"), lambda: open("/"), lambda: io.BytesIO(b"ab").getbuffer()[0], lambda: io.BytesIO(b"x\ny").readlines(), lambda: io.StringIO("a\rb", newline="").readlines(), lambda: io.StringIO("a\r\nb", newline=None).read(), lambda: list(io.BytesIO(b"1\n2"))):
    try: print(repr(f()))
    except Exception as e: print(type(e).__name__, e)
b = io.BytesIO(b"hello"); b.seek(3); b.write(b"XYZ"); print(b.getvalue(), b.tell(), b.readable(), b.seekable(), b.isatty(), b.closed)
t = io.TextIOWrapper(io.BytesIO(), encoding="utf-16", newline="\r\n", write_through=True); t.write("é\n"); t.flush(); print(t.buffer.getvalue(), t.encoding, t.newlines, t.line_buffering); t.seek(0); print(ascii(t.read()))
r = io.BufferedReader(io.BytesIO(b"abcdef"), 2); print(r.peek(1)[:1], r.read(3), r.read1(9), r.read())
w = io.BufferedWriter(io.BytesIO()); w.write(b"q"); w.flush(); print(w.raw.getvalue())
from enum import *
class C(Enum):
    A = 1; B = 2; ALIAS = 1
    def m(self): return self.name.lower()
class I(IntEnum):
    X = 1; Y = auto()
class F(Flag):
    R = auto(); W = auto(); X = auto(); RW = R | W
class S(StrEnum):
    ONE = auto(); TWO = "2"
print(C.A, repr(C.B), C.ALIAS is C.A, C(2), C["A"], list(C), len(C), C.A.m(), C.A in C, list(C.__members__), C.A == 1, I.X == 1, I.X + 1, I.Y, repr(I.Y), f"{I.Y}", f"{C.A}", S.ONE, repr(S.TWO), S.ONE == "one", hash(C.A) == hash("A"), type(C).__name__)
print(F.R | F.X, repr(F.R | F.X), F.RW, F(3), F(0), ~F.R, F.R in F.RW, list(F.RW), bool(F.R & F.W), F.R ^ F.RW, F.RW.value, len(F), F["RW"])
for f in (lambda: C(9), lambda: C["Z"], lambda: C.Z, lambda: setattr(C, "A", 5), lambda: delattr(C, "A"), lambda: C.A < C.B, lambda: type("D", (C,), {}), lambda: C(), lambda: I("x"), lambda: setattr(C.A, "value", 3), lambda: S(5), lambda: unique(C), lambda: Enum("Q", "a b c")(2), lambda: Enum("Q", {"x": 5}).x, lambda: F.R | 5, lambda: C.A | C.B):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
