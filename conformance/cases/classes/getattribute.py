class C:
    x = 1
    def __getattribute__(self, n):
        print("lookup", n)
        return super().__getattribute__(n)
    def __getattr__(self, n): return "fallback " + n
c = C()
print(c.x, c.y)
