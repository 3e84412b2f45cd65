class C:
    def __bool__(self): return 1
try:
    bool(C())
except TypeError as e:
    print(e)
class L:
    def __len__(self): return -1
try:
    bool(L())
except ValueError as e:
    print(e)
