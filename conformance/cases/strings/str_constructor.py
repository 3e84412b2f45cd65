print(str(), repr(str(b"a")), str(b"\xc3\xa9", "utf-8"), str(object=5), str(b"x", errors="strict"))
class C:
    def __str__(self): return "C!"
    def __repr__(self): return "<C>"
print(str(C()), repr(C()), [C()], f"{C()}", f"{C()!r}", "%s %r" % (C(), C()))
class B:
    def __str__(self): return 5
try:
    str(B())
except TypeError as e:
    print(e)
