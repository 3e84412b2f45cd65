from dataclasses import dataclass, field
def attempt(f):
    try:
        f()
    except (TypeError, ValueError) as e:
        print(type(e).__name__, e)
def a():
    @dataclass
    class C:
        x: list = []
def b():
    @dataclass
    class C:
        x: int = 1
        y: int
def c():
    @dataclass(order=True, eq=False)
    class C: x: int
def d(): field(default=1, default_factory=list)
for f in (a, b, c, d): attempt(f)
