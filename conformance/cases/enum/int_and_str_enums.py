from enum import IntEnum, StrEnum, auto
class N(IntEnum):
    A = 1
    B = 5
class S(StrEnum):
    X = auto()
    Y = "why"
print(N.A + N.B, N.A < 3, f"{N.A}", repr(N.B), S.X, S.Y + "!", f"{S.Y:>5}", N(5), S("why") is S.Y)
