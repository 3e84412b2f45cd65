import math
inf, nan = math.inf, math.nan
print(math.isnan(nan), math.isinf(-inf), math.isfinite(1), math.copysign(1, -0.0), math.fmod(-7, 3), math.remainder(7, 4), math.modf(-2.5), math.frexp(10), math.ldexp(0.5, 4), math.nextafter(1, 2), math.ulp(1), math.isclose(0.1 + 0.2, 0.3), math.fsum([0.1] * 10), math.dist([0, 0], [3, 4]), math.pi, math.e, math.tau)
