import sys
sys.unraisablehook = lambda u: print("unraisable", u.exc_type.__name__, u.exc_value, u.err_msg, u.object.__qualname__)
class C:
    def __del__(self): raise ValueError("in del")
C()
print("goes on")
