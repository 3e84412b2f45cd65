from . import other
from .other import thing
name = __name__
def sibling(): return other.thing, thing
