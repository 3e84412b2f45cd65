def f(x):
    match x:
        case n if n > 10: return ("big", n)
        case n: return ("small", n)
print(f(50), f(3))
match (1, 2):
    case (a, 3): pass
    case (b, c): print("a" in dir(), b, c)
