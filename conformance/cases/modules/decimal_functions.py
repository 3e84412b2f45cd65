from decimal import Context, Decimal as D, getcontext

c = Context(prec=30, traps=[])
for f in ("exp", "ln", "log10", "sqrt", "next_plus", "next_minus", "normalize", "logb", "number_class"):
    print(f, [str(getattr(c, f)(D(v))) for v in ("2", "0.5", "100", "1E-10", "7.000", "-3")])
for f in ("power", "quantize", "remainder_near", "compare", "max", "min_mag", "next_toward", "copy_sign", "divide_int", "scaleb", "shift"):
    print(f, [str(getattr(c, f)(D(a), D(b))) for a, b in (("2.5", "3"), ("-7", "2"), ("10", "-1"), ("NaN", "1"), ("1.5", "0.5"))])
getcontext().prec = 60
print(D(2).sqrt(), D(1).exp(), D(2).ln(), D(2) ** D("0.3"), D(1) / 7, D(3).log10())
print(D("110").logical_and(D("101")), D("110").logical_xor(D("101")), D(1234).rotate(2), D("1.5").fma(2, 3))
