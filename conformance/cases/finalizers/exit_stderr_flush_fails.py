import sys
class W:
    def write(self, s): pass
    def flush(self): raise OSError("cannot flush")
sys.stderr = W()
print("end")
