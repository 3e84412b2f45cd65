import copy
import pickle
import types

class Reduced:
    def __reduce__(self):
        return int, ("5",)

class Slots:
    __slots__ = ("a", "b")

class Words(list):
    pass

s = Slots()
s.a = 3
w = Words("ab")
w.note = 1
for o in (Reduced(), len, w, types.SimpleNamespace(x=1), range(3), Ellipsis, copy):
    try:
        print(type(o).__name__, [repr(pickle.loads(pickle.dumps(o, p))) for p in (0, 2, 5)])
    except Exception as e:
        print(type(o).__name__, type(e).__name__, e)
print(pickle.loads(pickle.dumps(s)).a, copy.copy(s).a, copy.deepcopy(w).note, copy.copy(Reduced()))
for o in ((x for x in ()), copy):
    try:
        copy.copy(o)
    except TypeError as e:
        print(e)
