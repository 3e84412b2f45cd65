import copy
a = [[1], 2]
b = a[:]
c = copy.deepcopy(a)
a[0].append(9)
print(b, c, list(a) == a, a.copy()[0] is a[0])
