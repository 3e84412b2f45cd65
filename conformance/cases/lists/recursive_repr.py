a = [1]
a.append(a)
print(a, [a], a == a)
d = {}
d["d"] = d
print(d)
t = ([],)
t[0].append(t)
print(t)
