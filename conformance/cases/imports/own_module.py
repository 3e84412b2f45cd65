import _helper
from _helper import value, bump as b
print(_helper.value, value, b(), _helper.value, value, _helper.__name__, __name__)
import _helper as again
print(again is _helper)
