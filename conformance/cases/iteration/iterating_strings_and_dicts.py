for c in "aé": print(c)
for k in {"x": 1}: print(k)
for k, v in {"x": 1}.items(): print(k, v)
for b in b"ab": print(b)
