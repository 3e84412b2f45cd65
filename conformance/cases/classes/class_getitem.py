class C:
    def __class_getitem__(cls, k): return (cls.__name__, k)
print(C[1], C["a", 2], list[int], dict[str, int].__args__, tuple[int, ...])
try:
    int[1]
except TypeError as e:
    print(e)
