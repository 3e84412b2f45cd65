class M:
    def __matmul__(self, o): return ("mat", o)
m = M()
print(m @ 3)
m @= 4
print(m)
