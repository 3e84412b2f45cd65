def f(a, b, *args, c=1, **kw):
    x = a
    def inner(): return x, b
    return inner
co = f.__code__
print(co.co_name, co.co_argcount, co.co_kwonlyargcount, co.co_posonlyargcount, co.co_varnames, co.co_cellvars, co.co_names, co.co_nlocals, co.co_flags, co.co_firstlineno, co.co_filename, co.co_qualname)
print(f(1, 2).__code__.co_freevars, f(1, 2).__code__.co_flags, f.__code__ == f.__code__.replace(), co.replace(co_name="g").co_name)
