def f():
    x = 1
    def g(): return x
    def h():
        nonlocal x
        x += 1
    return g, h
g, h = f()
h()
print(g(), g.__closure__[0].cell_contents, g.__closure__[0] is h.__closure__[0])
g.__closure__[0].cell_contents = 10
print(g())
def e():
    def i(): return y
    if 0: y = 1
    return i
try:
    e()()
except NameError as err:
    print(err)
try:
    e().__closure__[0].cell_contents
except ValueError as err:
    print(err)
