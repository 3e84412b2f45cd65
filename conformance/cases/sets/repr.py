class S(set): pass
class F(frozenset): pass
print(S([1]), F([2]), S(), set([()]), repr(frozenset()))
s = S()
s.add(1)
print({1: s})
