import sys
def hook(args): print("hook", args.exc_type.__name__, args.err_msg, args.object.__qualname__)
sys.unraisablehook = hook
class C:
    def __del__(self): raise ValueError("at exit")
c = C()
print("end")
