class P:
    __match_args__ = ("x", "y")
    def __init__(self, x, y): self.x, self.y = x, y
def f(v):
    match v:
        case P(0, y=0): return "origin"
        case P(x, y) if x == y: return ("diagonal", x)
        case P(x=a): return ("x", a)
        case int(n): return ("int", n)
        case str() | bytes(): return "text"
        case float(): return "float"
        case list([a, b]): return ("pair", a, b)
        case _: return "other"
print([f(v) for v in (P(0, 0), P(2, 2), P(1, 2), 7, True, "s", b"b", 1.5, [1, 2], [1], None)])
