r = range(2, 20, 3)
print(r, len(r), r[2], r[-1], 8 in r, 9 in r, r.index(8), r.count(5), r[1:3], r == range(2, 19, 3), hash(r) == hash(range(2, 18, 3)), list(reversed(r)), r.start, r.stop, r.step, range(0) == range(5, 2), bool(range(0)))
for f in (lambda: range(1, 2, 0), lambda: range(), lambda: r.index(9), lambda: range("a"), lambda: range(1, 2, 3, 4)):
    try:
        f()
    except (ValueError, TypeError) as e:
        print(type(e).__name__, e)
