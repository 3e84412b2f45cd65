from itertools import groupby
print([(k, list(g)) for k, g in groupby("aaabbc")], [(k, len(list(g))) for k, g in groupby([1, 3, 2, 4, 5], key=lambda x: x % 2)])
gs = [g for k, g in groupby("aab")]
print([list(g) for g in gs])
