from itertools import product, permutations, combinations, combinations_with_replacement
print(list(product("ab", [1, 2])), list(product([0, 1], repeat=2)), list(permutations("abc", 2)), list(combinations("abcd", 3)), list(combinations_with_replacement("ab", 2)), list(permutations([])), list(product()))
