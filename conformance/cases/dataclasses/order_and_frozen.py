from dataclasses import dataclass, FrozenInstanceError
@dataclass(order=True, frozen=True)
class V:
    a: int
    b: str = "x"
print(V(1) < V(2), sorted([V(2), V(1, "z"), V(1, "a")]), hash(V(1)) == hash(V(1)), {V(1): "k"}[V(1)])
try:
    V(1).a = 5
except FrozenInstanceError as e:
    print(e)
try:
    V(1) < 5
except TypeError as e:
    print(e)
