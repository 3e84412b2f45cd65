print(1j, -1j, complex(0, -0.0), complex(-0.0, 1), complex(float("nan"), float("inf")), 1e20 + 1e-7j, complex(1.5), complex(1, 2.5), complex("1+2j"), complex(" -1.5e3j "), complex("j"), complex("(1-nanj)"))
for s in ("1 + 2j", "", "1+2", "jj"):
    try:
        complex(s)
    except ValueError as e:
        print(e)
