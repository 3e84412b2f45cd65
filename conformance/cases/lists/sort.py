a = [3, 1, 2]
print(a.sort(), a, sorted(a, reverse=True), sorted("bAc", key=str.lower), sorted([(1, "b"), (1, "a")], key=lambda t: t[0]), sorted([], key=len))
try:
    [1, "a"].sort()
except TypeError as e:
    print(e)
