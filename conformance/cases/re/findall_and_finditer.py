import re
print(re.findall(r"\d+", "a1b22c333"), re.findall(r"(\w)(\d)", "a1b2"), [m.group() for m in re.finditer("a|b", "cab")], re.findall("", "ab"), re.findall("x*", "axb"))
