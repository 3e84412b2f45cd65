class C:
    def __del__(self): print("inner")
x = C()
for _ in range(100000):
    x = [x]
x = None
print("survived")
