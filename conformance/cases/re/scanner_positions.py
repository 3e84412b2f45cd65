import re
p = re.compile("a")
print(p.search("banana", 2).span(), p.findall("banana", 2, 5), [m.start() for m in p.finditer("banana")], p.fullmatch("banana", 1, 2).span())
