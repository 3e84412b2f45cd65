import _package
print(_package.__name__, _package.__package__, hasattr(_package, "sub"))
import _package.sub
print(_package.sub.name, _package.sub.sibling(), _package.sub.__package__)
from _package import sub, deep
print(deep.up(), sub is _package.sub)
