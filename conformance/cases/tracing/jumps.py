import sys
def run(fn, frm, to, *a):
    code = fn.__code__
    first = code.co_firstlineno
    out = []
    def tr(f, e, arg):
        if f.f_code is not code: return None
        if e == 'line' and f.f_lineno == first + frm:
            try: f.f_lineno = first + to
            except Exception as ex: out.append((type(ex).__name__, str(ex).replace(str(first+to), 'N')))
            else: out.append('jumped')
            sys.settrace(None); f.f_trace = None
        return tr
    sys.settrace(tr)
    try: r = fn(*a)
    except Exception as ex: r = (type(ex).__name__, str(ex))
    finally: sys.settrace(None)
    print(fn.__name__, frm, to, out, r)
def f1():
    o = []
    o.append(1)
    o.append(2)
    o.append(3)
    return o
run(f1, 2, 4); run(f1, 4, 2); run(f1, 3, 3); run(f1, 2, -1); run(f1, 2, 99); run(f1,4,0)
def f2():
    o = []
    for i in (1, 2):
        o.append(i)
    o.append(9)
    try:
        o.append(10)
    except ValueError:
        o.append(11)
    with open('/dev/null') as z:
        o.append(12)
    o.append(13)
    return o
for a, b in ((2,4),(3,4),(4,3),(4,2),(2,3),(4,7),(4,8),(4,6),(6,4),(4,10),(10,11),(10,4),(4,9),(11,4)): run(f2, a, b)
def f3():
    x = 1
    if x:
        y = 2
    z = 3
    return x, z, y
run(f3, 2, 4); run(f3, 1, 5)
try: sys._getframe().f_lineno = 3
except Exception as e: print(type(e).__name__, e)
try: del sys._getframe().f_lineno
except Exception as e: print(type(e).__name__, e)
def tr(f, e, a):
    try: f.f_lineno = f.f_lineno
    except Exception as ex: print(e, type(ex).__name__, ex)
    try: f.f_lineno = 'a'
    except Exception as ex: print(e, type(ex).__name__, ex)
    return tr
def f4():
    try: 1/0
    except ZeroDivisionError: pass
sys.settrace(tr); f4(); sys.settrace(None)
def f5():
    o = []
    while len(o) < 3:
        for k in 'ab':
            o.append(k)
        o.append('-')
    else:
        o.append('e')
    def g(): yield from o
    return list(g())
for a, b in ((3,5),(5,3),(4,5),(4,7),(5,2),(7,2),(2,8),(2,4)): run(f5, a, b)
