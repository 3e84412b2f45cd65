from operator import length_hint
class H:
    def __length_hint__(self): return 7
class Bad:
    def __length_hint__(self): return -1
print(length_hint(H()), length_hint([1, 2]), length_hint(5, 3), length_hint(iter(range(4))))
try:
    length_hint(Bad())
except ValueError as e:
    print(e)
