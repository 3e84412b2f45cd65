import re
print(re.findall(r"(?<=\$)\d+", "$5 6 $7"), re.findall(r"a(?!b)", "ab ac"), re.findall(r"(?<!x)y", "xy zy"), re.search(r"(\w)\1", "hello").group(), re.search(r"(?P<q>['\"]).*?(?P=q)", "say 'x\"y' z").group(), re.findall(r"(a)?b(?(1)c|d)", "abc bd bc"))
