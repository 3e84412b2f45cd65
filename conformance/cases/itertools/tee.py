from itertools import tee
a, b = tee(iter([1, 2, 3]))
print(next(a), next(a), list(b), list(a))
print(tee([], 0), len(tee([1], 3)))
