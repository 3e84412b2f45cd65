it = iter(range(6))
print(list(zip(it, it)))
it = iter(range(6))
for x in it:
    print(x, next(it))
