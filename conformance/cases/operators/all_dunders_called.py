class T:
    def __getattr__(self, name): raise AttributeError(name)
ops = "add sub mul matmul truediv floordiv mod pow lshift rshift and or xor".split()
for op in ops:
    setattr(T, f"__{op}__", lambda s, o, op=op: f"{op} {o}")
    setattr(T, f"__r{op}__", lambda s, o, op=op: f"r{op} {o}")
    setattr(T, f"__i{op}__", lambda s, o, op=op: f"i{op} {o}")
t = T()
print(t + 1, t - 1, t * 1, t @ 1, t / 1, t // 1, t % 1, t ** 1, t << 1, t >> 1, t & 1, t | 1, t ^ 1, sep="; ")
print(1 + t, 1 - t, 1 * t, 1 @ t, 1 / t, 1 // t, 1 % t, 1 ** t, 1 << t, 1 >> t, 1 & t, 1 | t, 1 ^ t, sep="; ")
t += 1
print(t)
