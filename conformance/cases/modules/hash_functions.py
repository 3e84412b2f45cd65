import hashlib

for name in sorted(hashlib.algorithms_guaranteed):
    h = hashlib.new(name, b"abc")
    size = (7,) if name.startswith("shake") else ()
    h.update(b"x" * 300)
    print(name, h.name, h.digest_size, h.block_size, h.hexdigest(*size), h.copy().digest(*size) == h.digest(*size))
print(hashlib.blake2b(b"x", digest_size=9, key=b"k", salt=b"s", person=b"p", fanout=2, depth=3, last_node=True).hexdigest())
for action in (lambda: hashlib.md5("a"), lambda: hashlib.md5(3), lambda: hashlib.new("none"), lambda: hashlib.blake2s(digest_size=33),
               lambda: hashlib.sha256().digest(3), lambda: hashlib.shake_128().digest()):
    try:
        action()
    except Exception as e:
        print(type(e).__name__, e)
