d = dict(a=1, b=2, c=3)
print(list(reversed(d)), list(reversed(d.items())), list(reversed(d.values())))
