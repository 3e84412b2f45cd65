match [1, {"a": (2, 3)}]:
    case [int() as n, {"a": (x, y) as pair}] as whole:
        print(n, x, y, pair, whole)
