import math
print(math.sqrt(2), math.sin(1), math.cos(1), math.tan(1), math.exp(1), math.log(10), math.log2(8), math.log10(1000), math.pow(2, 0.5), math.atan2(1, -1), math.hypot(3, 4), math.gamma(5.5), math.erf(0.5), math.sinh(1), math.asinh(1), math.expm1(1e-10), math.log1p(1e-10), math.cbrt(27), math.exp2(3.5), math.lgamma(10), math.degrees(1), math.radians(90))
