def attempt(f):
    try:
        f()
    except BaseException as e:
        print(type(e).__name__, e.args, repr(e.__cause__))
def a(): raise ValueError
def b(): raise ValueError("x")
def c(): raise
def d(): raise 5
def e(): raise int
def f(): raise ValueError from 5
def g(): raise ValueError from KeyError
def h(): raise type("X", (Exception,), {})("dynamic")
for fn in (a, b, c, d, e, f, g, h): attempt(fn)
