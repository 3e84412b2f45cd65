from dataclasses import dataclass, field, asdict, astuple, replace, fields
@dataclass
class P:
    x: int
    y: int = 2
    tags: list = field(default_factory=list)
    hidden: int = field(default=0, repr=False, compare=False)
p = P(1)
print(p, p == P(1), p != P(2), asdict(p), astuple(p), replace(p, x=9), [f.name for f in fields(P)], P.__match_args__)
try:
    P()
except TypeError as e:
    print(e)
