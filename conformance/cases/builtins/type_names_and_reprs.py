print([type(x) for x in (1, 1.0, 1j, "", b"", [], (), {}, set(), None, ..., NotImplemented, range(0), len, print, int, type, lambda: 0, slice(1))])
print(Ellipsis, NotImplemented, type(iter([])), type({}.keys()), type(x for x in ()), type(zip()), type(map(int, [])), type("".join), memoryview(b"").__class__)
