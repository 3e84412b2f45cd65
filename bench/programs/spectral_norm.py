def element(i, j):
    return 1.0 / ((i + j) * (i + j + 1) // 2 + i + 1)


def times(v):
    return [sum([element(i, j) * x for j, x in enumerate(v)]) for i in range(len(v))]


def transposed_times(v):
    return [sum([element(j, i) * x for j, x in enumerate(v)]) for i in range(len(v))]


def spectral_norm(n):
    u = [1.0] * n
    for _ in range(4):
        v = transposed_times(times(u))
        u = transposed_times(times(v))
    uv = sum([a * b for a, b in zip(u, v)])
    vv = sum([b * b for b in v])
    return (uv / vv) ** 0.5


print(f"{spectral_norm(720):.9f}")
