from abc import ABC, abstractmethod
class A(ABC):
    @abstractmethod
    def f(self): ...
    @property
    @abstractmethod
    def p(self): ...
class B(A):
    def f(self): pass
class C(B):
    p = 1
for c in (A, B, C):
    try:
        print(c().p)
    except TypeError as e:
        print(e)
