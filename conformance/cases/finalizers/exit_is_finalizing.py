import sys, atexit
class C:
    def __del__(self): print("del", sys.is_finalizing())
c = C()
atexit.register(lambda: print("atexit", sys.is_finalizing()))
