def f(*errors):
    try:
        raise ExceptionGroup("g", list(errors))
    except* ValueError as e:
        print("V", e.exceptions)
    except* (TypeError, KeyError) as e:
        print("TK", e.exceptions)
    else:
        print("else")
    finally:
        print("finally")
f(ValueError(1), TypeError(2), ValueError(3))
try:
    f(ValueError(1), OSError(2))
except ExceptionGroup as e:
    print("left", e.exceptions)
