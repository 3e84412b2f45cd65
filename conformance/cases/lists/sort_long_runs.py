a = list(range(50)) + list(range(25)) + list(range(40, -1, -1))
b = sorted(a)
print(b[:10], b == sorted(a, key=lambda x: x), len(b), sorted(a, key=lambda x: -x)[:5])
