from functools import wraps
def deco(f):
    @wraps(f)
    def g(*a): return f(*a)
    return g
@deco
def named(x: int) -> str:
    "docs"
print(named.__name__, named.__doc__, named.__wrapped__.__name__, named.__annotations__)
