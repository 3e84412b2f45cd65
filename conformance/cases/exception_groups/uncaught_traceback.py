def f(n): raise ValueError(n)
errors = []
for i in range(2):
    try:
        f(i)
    except ValueError as e:
        errors.append(e)
raise ExceptionGroup("several", errors + [ExceptionGroup("inner", [KeyError("k")])])
