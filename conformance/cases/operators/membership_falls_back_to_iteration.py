class C:
    def __getitem__(self, i):
        print("get", i)
        if i > 2:
            raise IndexError
        return i * 10
print(10 in C(), 99 in C())
