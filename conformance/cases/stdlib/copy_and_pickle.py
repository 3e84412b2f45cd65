import copy, pickle
class C:
    def __init__(self): self.x = [1, (2, 3)]
    def __eq__(self, o): return self.x == o.x
c = C()
for p in range(pickle.HIGHEST_PROTOCOL + 1):
    assert pickle.loads(pickle.dumps(c, p)) == c
print(pickle.dumps([1, "a", None, 2.5, {"k": (1,)}], 0), pickle.loads(pickle.dumps({1: {2, 3}})), copy.deepcopy({"a": [1]}))
try:
    pickle.dumps(lambda: 0)
except (pickle.PicklingError, AttributeError) as e:
    print(type(e).__name__)
