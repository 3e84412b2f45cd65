print(list(zip([1, 2], "ab", strict=True)))
for a in (([1], [1, 2]), ([1, 2], [1]), ([], [1], []), ([1], [], [1])):
    try:
        list(zip(*a, strict=True))
    except ValueError as e:
        print(e)
