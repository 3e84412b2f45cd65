import random
for s in (0, 1, "text", b"bytes", 2.5, -5, 10**30, None if False else 7):
    random.seed(s)
    print(repr(s), random.random(), random.getrandbits(32))
