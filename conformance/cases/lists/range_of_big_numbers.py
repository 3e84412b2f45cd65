r = range(10**20, 10**20 + 5)
print(len(r), r[1], 10**20 + 3 in r, list(r)[-1], range(-10**20, 10**20, 10**19)[3])
try:
    len(range(10**30))
except OverflowError as e:
    print(e)
