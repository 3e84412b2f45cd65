s = set(range(10))
for i in (0, 2, 4):
    s.discard(i)
s.add(100); s.add(0)
print(list(s))
