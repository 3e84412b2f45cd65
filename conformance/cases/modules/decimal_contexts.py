import decimal
from decimal import Context, Decimal as D, getcontext, localcontext

print(getcontext())
with localcontext(prec=5) as c:
    print(D(1) / 3, c.flags[decimal.Inexact])
    c.traps[decimal.Inexact] = True
    try:
        D(1) / 3
    except decimal.Inexact as e:
        print(repr(e))
for mode in ("UP", "DOWN", "CEILING", "FLOOR", "HALF_UP", "HALF_DOWN", "HALF_EVEN", "05UP"):
    c = Context(prec=2, rounding="ROUND_" + mode)
    print(mode, [str(c.create_decimal(v)) for v in ("1.25", "-1.25", "1.251", "1.05", "-1.01")])
c = Context(prec=3, Emin=-5, Emax=5, clamp=1, traps=[])
for value in ("123456789", "1E-8", "0E-20", "1E+5", "-9.995E5"):
    c.clear_flags()
    print(c.create_decimal(value), [s.__name__ for s, on in c.flags.items() if on])
for bad in (dict(prec=0), dict(rounding="x"), dict(Emin=1), dict(capitals=3), dict(traps=[1])):
    try:
        Context(**bad)
    except Exception as e:
        print(type(e).__name__, e)
