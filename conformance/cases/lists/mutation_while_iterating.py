a = [1, 2, 3, 4]
for x in a:
    if x < 3:
        a.remove(x)
print(a)
a = [0]
for x in a:
    if len(a) < 4:
        a.append(x + 1)
print(a)
