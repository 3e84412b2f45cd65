from itertools import count, cycle, repeat, islice, takewhile, dropwhile
print(list(islice(count(5, 2), 4)), list(islice(cycle("ab"), 5)), list(repeat("x", 3)), list(islice(range(10), 2, 8, 3)), list(takewhile(lambda x: x < 3, range(9))), list(dropwhile(lambda x: x < 3, range(6))))
print(count(3), count(1, 2), repeat("a"), repeat("a", 2), next(count(1.5, 0.25)))
