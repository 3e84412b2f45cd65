import sys
def tr(f, e, a):
    print(f.f_code.co_name, e, f.f_lineno, a if e != 'exception' else a[0].__name__)
    return tr
def g():
    x = 1
    for i in range(2):
        x += i
    try:
        1/0
    except ZeroDivisionError:
        x = 5
    return x
def gen():
    yield 1
    yield 2
def h():
    for y in gen(): pass
    while x0:
        break
    raise KeyError('k')
x0 = 1
sys.settrace(tr)
g()
h_ = None
try: h()
except KeyError: pass
sys.settrace(None)
def pr(f, e, a): print('P', f.f_code.co_name, e, f.f_lineno, getattr(a,'__name__',a))
def k():
    len([1]); [3,1].sort(key=lambda z: -z); 'a'.upper()
    try: int('x')
    except ValueError: pass
    try: {}.pop(1)
    except KeyError: pass
    sorted([2,1], key=lambda q: q)
sys.setprofile(pr); k(); sys.setprofile(None)
