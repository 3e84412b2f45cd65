print([0] * 3, 3 * (1, 2), "ab" * 2, b"x" * 3, [1] * 0, [1] * -5, "a" * True)
a = [[]] * 2
a[0].append(1)
print(a)
try:
    [0] * (1 << 62)
except (MemoryError, OverflowError) as e:
    print(type(e).__name__)
