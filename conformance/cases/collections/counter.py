from collections import Counter
c = Counter("abracadabra")
print(c, c.most_common(2), c["z"], c.total(), sorted(c.elements())[:3])
c.subtract("aaa"); c.update(b=5)
print(c, c + Counter(a=1), c - Counter(b=3), c & Counter(a=1, b=1), c | Counter(z=9), +Counter(a=-1, b=1), -Counter(a=-1), Counter(a=1) <= Counter(a=2))
