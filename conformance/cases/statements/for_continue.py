out = []
for x in range(6):
    if x % 2:
        continue
    out.append(x)
print(out)
