a = [1, 2, 3]
print(a[-10**30:10**30], a[10**30:], a[::10**30], "abc"[:10**20])
try:
    a[10**30]
except IndexError as e:
    print(e)
