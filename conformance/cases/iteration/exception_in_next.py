class It:
    def __iter__(self): return self
    def __next__(self): raise ValueError("next failed")
for f in (list, tuple, set, sum, max, sorted, any, "".join, dict, lambda x: [*x], lambda x: 1 in x):
    try:
        f(It())
    except ValueError as e:
        print(e)
