import random
r = random.Random(1)
s = r.getstate()
a = [r.random() for _ in range(3)]
r.setstate(s)
print(a == [r.random() for _ in range(3)], len(s), s[0], len(s[1]), random.Random(5).random() == random.Random(5).random(), r.randbytes(4))
