def check(v):
    assert isinstance(v, int), \
        f"not an int: {v!r}"
check("s")
