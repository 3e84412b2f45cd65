def deco(f): raise ValueError("decorating")
@deco
def g():
    pass
