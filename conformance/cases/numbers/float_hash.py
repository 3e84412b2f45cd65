print(hash(1.0), hash(0.5), hash(float("inf")), hash(-float("inf")), hash(1e300), hash(-0.0), hash(0.1))
