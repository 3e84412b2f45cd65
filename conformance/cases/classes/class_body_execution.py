print("before")
class C:
    print("in body", __qualname__, __module__)
    for i in range(2): print(i)
    del i
    if True:
        def f(self): pass
print(sorted(n for n in vars(C) if not n.startswith("__")))
