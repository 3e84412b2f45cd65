from decimal import Decimal as D

for spec in ["", ".2f", "10.3f", "<10", "^12.1f", "+e", ".3e", ",.2f", "010.2f", "%", ".1%", "g", ".2g", "n", "z.1f", "E", "*>9"]:
    print(spec, [format(D(v), spec) for v in ("1234567.891", "-0.04", "1E+20", "0E-8")])
print(D("1e7").to_eng_string(), D("123e-10").to_eng_string(), D("1E+2"), D("0.000001"), D("0.0000001"), D("-0"), D("1.20"))
for spec in ["x", "#f", "_f", "5.", "<05"]:
    try:
        format(D(1), spec)
    except ValueError as e:
        print(e)
