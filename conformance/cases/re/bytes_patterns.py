import re
print(re.findall(rb"\w+", b"ab \xe9"), re.sub(b"a", b"b", b"aa"), re.split(b",", b"1,2"))
