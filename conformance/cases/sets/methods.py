s = {1, 2}
s.add(3); s.discard(9); s.remove(1); s.update([4], (5,))
print(s, s.union([8], "a") == {2, 3, 4, 5, 8, "a"}, s.intersection([2, 3], [3]), s.difference([2]), s.symmetric_difference([2, 9]), s.issubset(range(10)), s.issuperset([2]), s.copy() == s)
s.intersection_update([2, 3]); s.difference_update([2]); s.symmetric_difference_update([3, 7])
print(s, s.pop(), s)
s.clear()
print(s)
