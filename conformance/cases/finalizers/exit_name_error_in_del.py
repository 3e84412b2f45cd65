import sys
class C:
    def __del__(self): print("del", missing)
sys.keep = C()
print("end")
