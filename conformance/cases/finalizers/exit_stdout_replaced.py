import sys
class W:
    def __init__(self, out): self.out = out
    def write(self, s): self.out.write(s.upper())
    def flush(self): self.out.write("[flush]")
sys.stdout = W(sys.stdout)
class C:
    def __del__(self): print("del")
c = C()
print("end")
