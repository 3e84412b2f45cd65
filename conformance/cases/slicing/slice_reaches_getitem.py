class C:
    def __getitem__(self, i): return i
c = C()
print(c[1], c[1:2], c[:, 1], c[::2, ...], c[()], c["a":"b"], c[1,])
