from enum import Flag, IntFlag, auto
class P(Flag):
    R = auto()
    W = auto()
    X = auto()
    RW = R | W
p = P.R | P.X
print(p, repr(p), P.R in p, P.W in p, ~P.R, P.RW & P.W, P(0), bool(P(0)), P.R ^ P.R, list(p), P(3))
class I(IntFlag):
    A = 1
    B = 2
print(I.A | 8, I.A + 1, repr(I(3)))
