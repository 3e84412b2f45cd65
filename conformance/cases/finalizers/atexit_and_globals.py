import atexit
class C:
    def __del__(self): print("del")
c = C()
atexit.register(print, "atexit first registered")
atexit.register(print, "atexit last registered")
print("end")
