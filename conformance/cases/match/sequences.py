def f(x):
    match x:
        case []: return "empty"
        case [1, 2]: return "one two"
        case [a]: return ("single", a)
        case [a, *rest] if a == 0: return ("zero", rest)
        case (a, b, *_): return ("many", a, b)
        case _: return "no"
print([f(x) for x in ([], [1, 2], (5,), [0, 1, 2], range(4), "ab", b"ab", {1: 2}, iter([1]))])
