import re
for p in ("(", "[", "*a", "a**", "(?P<n", "(?P<1>a)", r"\1", "(?<=a*)b", "a{2,1}", "(?z)", "[z-a]", "(?P<a>)(?P<a>)", ")", "\\", "(?P=x)", "a(?i)b"):
    try:
        re.compile(p)
        print(p, "ok")
    except re.error as e:
        print(repr(p), "->", e.msg, e.pos)
try:
    re.match("a", b"a")
except TypeError as e:
    print(e)
