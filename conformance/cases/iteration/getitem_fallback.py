class S:
    def __getitem__(self, i):
        if i == 3: raise IndexError
        return i * 2
print(list(S()), 4 in S(), max(S()), [*S()], dict(enumerate(S())))
a, b, c = S()
print(a, b, c)
