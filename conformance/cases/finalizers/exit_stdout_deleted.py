import sys
class C:
    def __del__(self): sys.stderr.write("del\n")
c = C()
del sys.stdout
