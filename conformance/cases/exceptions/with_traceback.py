try:
    raise ValueError("v").with_traceback(None)
except ValueError as e:
    print(e.__traceback__.tb_lineno)
try:
    ValueError().__traceback__ = 5
except TypeError as e:
    print(e)
try:
    ValueError().__cause__ = 5
except TypeError as e:
    print(e)
