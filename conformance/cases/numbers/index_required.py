for f in (lambda: range(1.0), lambda: [1][1.0], lambda: "a" * 1.5, lambda: bin(1.0), lambda: (1).to_bytes(1.0, "big"), lambda: chr(1.0), lambda: [0] * "a"):
    try:
        f()
    except TypeError as e:
        print(e)
