print(int | str, int | None, list[int] | None, (int | str) == (str | int), isinstance(3, int | str))
try:
    int | 3
except TypeError as e:
    print(e)
