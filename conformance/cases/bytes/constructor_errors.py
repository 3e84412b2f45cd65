for f in (lambda: bytes("a"), lambda: bytes([256]), lambda: bytes([-1]), lambda: bytes(-1), lambda: bytes(["a"]), lambda: bytes(1.5), lambda: bytes([1], "utf-8"), lambda: bytes(None)):
    try:
        f()
    except (TypeError, ValueError) as e:
        print(type(e).__name__, e)
