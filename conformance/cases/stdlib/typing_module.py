from typing import Optional, Union, List, TypeVar, Generic, Protocol, get_type_hints, Literal, NamedTuple, TypedDict, Any, Callable
T = TypeVar("T")
class G(Generic[T]): pass
def f(a: Optional[int], b: "str") -> List[int]: pass
print(Optional[int], Union[int, str, int], List[int], G[int], T, get_type_hints(f), Literal["a", 1], Callable[[int], str], Any)
class N(NamedTuple):
    x: int
    y: str = "d"
class D(TypedDict, total=False):
    k: int
print(N(1), D(k=1), D.__annotations__)
