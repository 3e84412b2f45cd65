class M:
    def __enter__(self): return (1, [2, 3])
    def __exit__(self, *a): pass
d = {}
with (
    M() as (a, [b, c]),
    M() as d["k"],
):
    print(a, b, c, d)
