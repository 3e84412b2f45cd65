import re
print(re.findall("a.c", "a\nc abc", re.S), re.findall("^b", "a\nb", re.M), re.findall("A", "aA", re.I), re.findall(r"a b # comment", "ab", re.X), re.findall(r"\w+", "é ñ"), re.findall(r"\w+", "é n", re.A), re.findall(r"[^\W\d]+", "ab1_é"), re.findall(r"(?i:a)b", "Ab AB"), re.I | re.M)
