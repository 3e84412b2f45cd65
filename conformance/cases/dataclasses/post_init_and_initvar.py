from dataclasses import dataclass, field, InitVar
from typing import ClassVar
@dataclass
class C:
    a: int
    scale: InitVar[int] = 10
    total: int = field(init=False)
    count: ClassVar[int] = 0
    def __post_init__(self, scale): self.total = self.a * scale
print(C(2), C(2, 3), C.count)
