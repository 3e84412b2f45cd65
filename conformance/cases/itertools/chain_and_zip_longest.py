from itertools import chain, zip_longest, starmap, compress, filterfalse, pairwise
print(list(chain("ab", [1])), list(chain.from_iterable(["ab", "c"])), list(zip_longest("ab", [1], fillvalue="-")), list(starmap(pow, [(2, 3), (3, 2)])), list(compress("abcd", [1, 0, 1, 0])), list(filterfalse(None, [0, 1, ""])), list(pairwise("abcd")))
