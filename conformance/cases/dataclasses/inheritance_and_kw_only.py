from dataclasses import dataclass, KW_ONLY
@dataclass
class A:
    x: int = 1
@dataclass
class B(A):
    y: int = 2
    _: KW_ONLY
    z: int = 3
print(B(), B(5, 6, z=7))
try:
    B(1, 2, 3)
except TypeError as e:
    print(e)
