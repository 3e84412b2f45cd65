from fractions import Fraction
print(Fraction(1, 3) + Fraction(1, 6), Fraction("0.25"), Fraction(0.5), Fraction(3, -6), Fraction(7, 3) // 1, round(Fraction(7, 3), 1), Fraction(1, 3).limit_denominator(2), float(Fraction(1, 3)), hash(Fraction(1, 2)) == hash(0.5))
try:
    Fraction(1, 0)
except ZeroDivisionError as e:
    print(e)
