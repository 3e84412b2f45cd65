import re
print(re.sub(r"\d", "#", "a1b2"), re.sub(r"(\w)(\d)", r"\2\1", "a1b2"), re.sub("a", lambda m: m.group().upper(), "banana", count=2), re.subn("x", "y", "xx"), re.sub("(?P<n>a)", r"[\g<n>]", "a"), re.sub("x*", "-", "abxd"), re.split(r"[,;]\s*", "a, b;c"), re.split("(,)", "a,b"), re.split("x*", "axbc"), re.split(",", "a,b,c", maxsplit=1))
