def naturals(n):
    i = 0
    while i < n:
        yield i
        i += 1


def odd(items):
    for x in items:
        if x & 1:
            yield x


def both(n):
    yield from odd(naturals(n))
    yield from (x * 2 for x in range(n))


total = 0
for x in both(5_000_000):
    total += x
print(total)
