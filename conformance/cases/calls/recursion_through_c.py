class C:
    def __repr__(self): return repr(self)
try:
    repr(C())
except RecursionError as e:
    print(e)
def f(x): return max(x, key=f)
try:
    f([[1]])
except (RecursionError, TypeError) as e:
    print(type(e).__name__)
