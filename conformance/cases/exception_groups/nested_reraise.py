try:
    try:
        raise ExceptionGroup("g", [ValueError(1), TypeError(2)])
    except* ValueError:
        raise
    except* TypeError:
        print("type")
except ExceptionGroup as e:
    print(repr(e))
