def f(x):
    match x:
        case 0 | 1: return "small"
        case -1: return "minus"
        case "a": return "letter"
        case b"b": return "bytes"
        case None: return "none"
        case True: return "true"
        case 1.5: return "float"
        case 2+3j: return "complex"
        case _: return "other"
print([f(x) for x in (0, 1, True, -1, "a", b"b", None, 1.5, 2+3j, [], 1.0, False)])
