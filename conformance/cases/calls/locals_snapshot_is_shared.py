def f():
    x = 1
    a = locals()
    x = 2
    before = dict(a)
    locals()
    return before["x"], a["x"], locals() is a
print(f())
