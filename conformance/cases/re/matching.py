import re
m = re.match(r"(\w+) (?P<second>\w+)", "hello world again")
print(m.group(), m.group(1), m["second"], m.groups(), m.groupdict(), m.span(), m.start(2), m.end(), m.lastgroup, m)
print(re.search("x", "abc"), re.fullmatch("a+", "aaa").span(), re.match("b", "ab"), re.compile("b").match("ab", 1))
