print(hash((1, 2, 3)), hash(("a", "b")), hash((1.5, None is None)), hash(((),)), hash((0,) * 10))
