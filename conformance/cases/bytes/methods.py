b = b"Hello, World"
print(b.upper(), b.find(b"o"), b.find(111), b.split(b","), b.replace(b"l", b"L", 2), b.startswith(b"He"), b.hex(), b.hex("-", 2), bytes.fromhex("48 65"), b.count(b"l"), b.center(16, b"*"), b.title(), b.swapcase(), b.partition(b", "), b.join([b"1", b"2"]), b.strip(b"Hd"))
try:
    bytes.fromhex("4")
except ValueError as e:
    print(e)
