print([[j for j in range(i)] for i in range(4)])
fs = [lambda: i for i in range(3)]
print([f() for f in fs])
