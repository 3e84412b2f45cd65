f = frozenset({1, 2})
print(hash(f) == hash(frozenset([2, 1])), {f: 1}[frozenset({2, 1})], f | {3}, {3} | f, type(f | {3}).__name__, type({3} | f).__name__, frozenset(f) is f, {1, 2} == f, {frozenset({1})})
