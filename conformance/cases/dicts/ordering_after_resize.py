d = {}
for i in range(100):
    d[i * 7 % 101] = i
for i in range(0, 100, 3):
    d.pop(i * 7 % 101)
print(list(d)[:20], len(d))
