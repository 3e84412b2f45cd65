import statistics as s
from decimal import Decimal
from fractions import Fraction

data = [1, 2, 2, 3.5, 7]
print(s.mean(data), s.median(data), s.mode(data), s.stdev(data), s.pvariance(data), s.fmean(data), s.harmonic_mean(data), s.quantiles(data))
print(s.mean([Decimal("1.5"), Decimal("2.25")]), s.variance([Fraction(1, 2), Fraction(3, 4)]), s.geometric_mean([1, 2, 4]))
print(s.linear_regression([1, 2, 3], [2, 4, 7]), s.correlation([1, 2, 3], [1, 5, 7]), s.NormalDist(100, 15).inv_cdf(0.9))
print(Fraction("0.125"), Fraction(Decimal("0.3")), Fraction(1.5) + Decimal(1).as_integer_ratio()[0])
for action in (lambda: s.mean([]), lambda: s.stdev([1]), lambda: s.mean(["a"])):
    try:
        action()
    except Exception as e:
        print(type(e).__name__, e)
