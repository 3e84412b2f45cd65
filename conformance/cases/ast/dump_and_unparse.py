import ast
source = '''
@d(1)
async def f(a, /, b: int = 1, *c: str, d=2, **k: "x") -> int:
    """doc"""
    global q
    x: int = 3
    async for i in a: await b
    async with a as (b, *c), d: yield x
    return lambda a, *b: -a ** 2
class C(A, metaclass=B):
    a = b = c; a @= 1
    if a < b <= c is not d: pass
    elif not (a and b or c): f(a, *b, k=1, **d)
    else: z = a[1:2, ::3]; w = f"{a!r:>{b}} x{c=}"; v = a if b else c
    s = "x", b"y\\n", 1.5e300, 2j, None, ..., 'it\\'s', 10**20, {1: 2, **c}, {1}, {a: b for a, b in c if d}
try: raise X from y
except (A, B) as e: pass
except: raise
else: pass
finally: del a, b[1], (c.d, [e])
try: pass
except* A: assert a, "m"
match a:
    case 1 | -2 | 3+4j | "x" | None: pass
    case [a, *_, {"k": v, **rest}] if a: pass
    case C(x, y=z) as w: pass
for x in *a, b: continue
while (n := f()): break
from . import x as y, z
from ..a.b import *
import a.b as c, d
with (a as b, c): nonlocal_ = [x async for x in y]
'''
tree = ast.parse(source)
print(ast.dump(tree, indent=1))
print(ast.unparse(tree))
print(ast.dump(ast.parse(ast.unparse(tree))) == ast.dump(tree))
print(ast.dump(ast.parse("f(x)", mode="eval"), include_attributes=True, annotate_fields=False))
print(ast.dump(ast.parse("(int, *str, **Any) -> float", mode="func_type")))
