import re
print(re.escape("a.b*c[d]"), repr(re.compile("x", re.I)), re.compile("a(b)(?P<n>c)").groupindex, re.compile("(a)(b)").groups, re.compile("x").pattern, re.purge())
