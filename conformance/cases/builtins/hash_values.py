print(hash(5), hash("a"), hash(()), hash((1, "a")), hash(None) == hash(None), hash(1.5), hash(b"a"), hash(frozenset()), hash(range(3)), hash(True), hash(2+3j))
