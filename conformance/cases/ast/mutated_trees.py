import ast
import re
class R:
    def __init__(s,x): s.x=x
    def n(s,k):
        s.x=(s.x*6364136223846793005+1442695040888963407)%(1<<64); return (s.x>>33)%k
SRC=['''
@d
def f(a,/,b:int=1,*c:str,d=2,e,**k:int)->int:
    """doc"""
    global q
    x: int = 3
    y.z: int
    for i in a: pass
    else: return
    while 1: break
    with a as b, c: pass
    try: pass
    except A as e: raise
    except: raise X from y
    else: pass
    finally: del a, b[1], (c, [d])
    try: pass
    except* A: pass
    assert a, b
    import a.b as c, d
    from . import x as y
    return (yield x), (yield from z), lambda a, *b: -a
async def g():
    async for i in a: await b
    async with a as (b, *c): pass
    [x async for x in y if z if not w]
    nonlocal_ = 1
    return {1: 2, **c}, {1, 2}, {a: b for a, b in c}, {a for a in b}, (x for x in y)
class C(A, metaclass=B):
    a = b = c; a += 1
    if a < b <= c is not d: pass
    elif a and b or c: f(a, *b, k=1, **d)
    z = a[1:2, ::3]; w = f"{a!r:>{b}} x"; v = a if b else c; (u := 3)
    s = "x", b"y", 1.5, 2j, None, True, ...
''','''
match a:
    case 1 | -2 | 3+4j | "x" | None: pass
    case [a, *_, {"k": v, **rest}] if a: pass
    case C(x, y=z) as w: pass
    case a.b: pass
    case _: pass
def h(*, a, b=1): pass
x = not -a @ b ** c // d
''']
VALS=[lambda r:None, lambda r:3, lambda r:-1, lambda r:'None', lambda r:'_', lambda r:[], lambda r:'x', lambda r:ast.Load(), lambda r:ast.Store(), lambda r:ast.Del(), lambda r:[None], lambda r:[3], lambda r:b'q', lambda r:1.5, lambda r:ast.Name('nm',ast.Load(),lineno=1,col_offset=0), lambda r:ast.Constant(1,lineno=1,col_offset=0), lambda r:ast.Pass(lineno=1,col_offset=0), lambda r:ast.Add(), lambda r:(1,2), lambda r:ast.MatchStar('q',lineno=1,col_offset=0,end_lineno=1,end_col_offset=0), lambda r:'__del__', lambda r:'dup',lambda r:'drop',lambda r:'swap']
for seed in range(500):
    r=R(seed*7919+1)
    r.n(3);r.n(3)
    t=ast.parse(SRC[r.n(2)])
    nodes=list(ast.walk(t))
    desc=[]
    for _ in range(1+r.n(2)):
        n=nodes[r.n(len(nodes))]
        fs=n._fields if n._fields and r.n(8) else n._attributes
        if not fs: continue
        f=fs[r.n(len(fs))]
        v=VALS[r.n(len(VALS))](r)
        old=getattr(n,f,None)
        if v=='__del__':
            if f in n.__dict__: delattr(n,f)
        elif v in('dup','drop','swap') if isinstance(v,str) else False:
            if isinstance(old,list) and old:
                if v=='dup': setattr(n,f,old+old)
                elif v=='drop': setattr(n,f,old[1:])
                else: setattr(n,f,old[::-1]+[nodes[r.n(len(nodes))]])
            else: setattr(n,f,nodes[r.n(len(nodes))])
        else: setattr(n,f,v)
        desc.append((type(n).__name__,f,type(v).__name__ if isinstance(v,ast.AST) else v))
    try:
        c=compile(t,'<f>','exec'); res='ok %d %d'%(len(c.co_code), len(c.co_consts))
    except BaseException as e:
        m=str(e)
        res=type(e).__name__+' '+re.sub('0x[0-9a-f]+','0x',m)
    print(seed,desc,res)
