class C:
    a = 1
    def __getattr__(self, n):
        print("getattr", n)
        if n == "b": return 2
        raise AttributeError(n)
    def __setattr__(self, n, v):
        print("setattr", n, v)
        object.__setattr__(self, n, v)
    def __delattr__(self, n):
        print("delattr", n)
        object.__delattr__(self, n)
c = C()
c.z = 5
print(c.a, c.b, c.z, hasattr(c, "q"))
del c.z
