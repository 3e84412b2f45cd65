from collections.abc import Sequence
class S(Sequence):
    def __len__(self):
        print("len")
        return 2
    def __getitem__(self, i):
        print("get", i)
        if i > 1: raise IndexError
        return i
match S():
    case [0, 0]: print("no")
    case [0, x]: print("yes", x)
