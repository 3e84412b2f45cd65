import atexit
class C:
    def __del__(self): print("del")
def f():
    c = C()
    raise ValueError
@atexit.register
def last(): print("atexit")
f()
