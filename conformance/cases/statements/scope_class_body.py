x = "global"
def f():
    x = "function"
    class C:
        y = x
        x = "class"
        z = x
    return C.y, C.z, C.x
print(f())
