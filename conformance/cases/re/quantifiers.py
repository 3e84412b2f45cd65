import re
print(re.findall("a{2,3}", "aaaaa"), re.findall("a{2,3}?", "aaaaa"), re.match("a*?b", "aaab").group(), re.match("a*+a", "aaa"), re.match("(?>a*)a", "aaa"), re.findall("(?:ab)+", "ababx"), re.match("(a|ab)(c|bcd)", "abcd").groups(), re.match("a{,2}", "aaa").group())
