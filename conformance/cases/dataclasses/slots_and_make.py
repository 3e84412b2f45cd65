from dataclasses import dataclass, make_dataclass
@dataclass(slots=True)
class S:
    x: int
    y: int = 5
s = S(1)
print(s, S.__slots__, hasattr(s, "__dict__"))
print(make_dataclass("M", [("a", int), "b"])(1, 2))
