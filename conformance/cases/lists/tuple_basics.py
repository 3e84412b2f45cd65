t = (1, "a", (2,))
print(t + (3,), t * 2, t.index("a"), t.count(1), hash((1, 2)), hash(()), (1,), (), t == (1, "a", (2,)), t < (2,), tuple("ab"), tuple() is ())
