from __future__ import annotations
def f(a: undefined, *b: 1 + 2, c: "x" = 3) -> list[int]: pass
x: a.b[c] = 1
print(f.__annotations__, __annotations__)
