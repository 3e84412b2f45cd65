import sys
class C:
    def __del__(self):
        print("to stdout", sys.stdout is not None)
        print("to stderr", file=sys.stderr)
sys.c = C()
print("end")
