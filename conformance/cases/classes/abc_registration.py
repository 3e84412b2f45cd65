from collections.abc import Iterable, Sized, Hashable, Mapping
from abc import ABC
class C:
    def __iter__(self): pass
    def __len__(self): pass
class A(ABC): pass
A.register(int)
print(isinstance(C(), Iterable), issubclass(C, Sized), isinstance([], Hashable), isinstance({}, Mapping), isinstance(5, A), issubclass(bool, A), issubclass(str, A))
