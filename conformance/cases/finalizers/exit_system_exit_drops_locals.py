import atexit, sys
class C:
    def __del__(self): print("del")
def f():
    c = C()
    sys.exit(3)
@atexit.register
def last(): print("atexit")
f()
