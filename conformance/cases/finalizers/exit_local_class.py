def make():
    n = 3
    class C:
        def __del__(self): print("del", n)
    return C()
c = make()
print("end")
