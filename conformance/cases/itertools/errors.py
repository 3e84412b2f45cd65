import itertools
for f in (lambda: itertools.islice([], -1), lambda: itertools.islice([], 0, 1, 0), lambda: itertools.product(5), lambda: itertools.permutations("ab", -1), lambda: itertools.tee([], -1), lambda: itertools.repeat(), lambda: itertools.count("a"), lambda: itertools.chain(5).__next__(), lambda: list(itertools.starmap(pow, [1])), lambda: itertools.zip_longest([], fill=1), lambda: itertools.combinations([1])):
    try:
        f()
    except (ValueError, TypeError) as e:
        print(type(e).__name__, e)
