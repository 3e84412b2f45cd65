import collections.abc, typing
from typing import Generic, NamedTuple, ParamSpec, TypeVar, TypeVarTuple
T = TypeVar("T"); S = TypeVar("S"); Ts = TypeVarTuple("Ts"); P = ParamSpec("P")
def t(f):
    try: print(f())
    except BaseException as e: print(type(e).__name__, e)
for f in (lambda: isinstance([], int | collections.abc.Sequence), lambda: issubclass(list, int | collections.abc.Sequence), lambda: isinstance(None, int | None),
          lambda: (list[T] | int).__parameters__, lambda: (list[T] | int)[str], lambda: (list[T] | dict[S, T])[str, int], lambda: (int | str)[int], lambda: (int | str).__module__,
          lambda: list[list[int]] | list[list[int]], lambda: (list[int] | str) == (str | list[int]), lambda: hash(int | str) == hash(str | int),
          lambda: list[T][*tuple[int]], lambda: dict[T, S][*tuple[int, str]], lambda: tuple[*Ts][int, str], lambda: tuple[*Ts][*tuple[int, ...]], lambda: dict[T, S][int], lambda: list[int][int],
          lambda: int | 3, lambda: T | int, lambda: typing.Optional[int] == (int | None), lambda: (int | str)(), lambda: isinstance(3, int | list[int]), lambda: isinstance("", int | list[int]), lambda: issubclass(3, int | str),
          lambda: collections.abc.Callable[P, T][[int], str], lambda: list[collections.abc.Callable[P, str]].__parameters__, lambda: typing.Annotated[int | float, "x"]):
    t(f)
class Y(Generic[T], NamedTuple):
    a: T
print(Y(3), Y[int], Y.__bases__, typing.get_type_hints(Y))
