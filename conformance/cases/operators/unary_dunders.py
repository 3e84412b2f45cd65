class C:
    def __neg__(self): return "neg"
    def __pos__(self): return "pos"
    def __invert__(self): return "invert"
    def __abs__(self): return "abs"
    def __bool__(self): return False
    def __index__(self): return 2
    def __int__(self): return 7
    def __float__(self): return 1.5
    def __complex__(self): return 2j
    def __round__(self, n=None): return ("round", n)
    def __trunc__(self): return "trunc"
    def __floor__(self): return "floor"
    def __ceil__(self): return "ceil"
import math
c = C()
print(-c, +c, ~c, abs(c), not c, [5, 6, 7][c], int(c), float(c), complex(c), round(c), round(c, 3), math.trunc(c), math.floor(c), math.ceil(c), hex(c), bin(c))
