import sys
class C:
    def __del__(self): print("module global is", value, sys is not None)
value = 5
c = C()
