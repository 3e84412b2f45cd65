import cmath
import math

inf, nan = math.inf, math.nan
for f in ("sqrt", "exp", "log", "sinh", "acos", "atanh", "tan"):
    for z in (complex(0, inf), complex(-inf, 1), complex(nan, 0), complex(-0.0, -0.0), complex(1e308, 1e308), 0.5):
        try:
            print(f, z, getattr(cmath, f)(z))
        except Exception as e:
            print(f, z, type(e).__name__, e)
print(cmath.sqrt(-4), cmath.polar(3 + 4j), cmath.rect(2, 0), cmath.phase(-1), cmath.isclose(1, 1 + 1e-12j), cmath.isinf(complex(nan, inf)))
for action in (lambda: cmath.log(0), lambda: cmath.sqrt("a"), lambda: cmath.isclose(1, 2, rel_tol=-1)):
    try:
        action()
    except Exception as e:
        print(type(e).__name__, e)
