from ..other import thing
def up(): return thing
