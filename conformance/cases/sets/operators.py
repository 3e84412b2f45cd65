a, b = {1, 2, 3}, {2, 3, 4}
print(a | b, a & b, a - b, a ^ b, a < b, {2} < a, a >= {1}, a == {3, 2, 1}, a.isdisjoint({9}))
a |= {7}; a &= {1, 7, 3}; a -= {3}; a ^= {1, 5}
print(a)
