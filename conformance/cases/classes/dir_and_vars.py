class C:
    a = 1
    def __dir__(self): return ["z", "a"]
print(dir(C()), "a" in dir(C), vars(C)["a"])
try:
    vars(1)
except TypeError as e:
    print(e)
