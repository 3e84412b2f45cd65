def f(a=undefined):
    pass
