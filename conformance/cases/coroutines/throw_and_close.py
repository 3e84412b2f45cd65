async def f():
    try:
        await A()
    finally:
        print("finally")
class A:
    def __await__(self): yield
c = f()
c.send(None)
try:
    c.throw(KeyError("k"))
except KeyError as e:
    print(repr(e))
d = f()
d.send(None)
d.close()
