class M:
    def __enter__(self): pass
    def __exit__(self, *a): print("exit", a)
def f():
    with M():
        return "r"
print(f())
for i in range(2):
    with M():
        if i == 0: continue
        break
