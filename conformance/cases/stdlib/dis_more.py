import dis, re, sys
def f(a, b=1, *c, d, **e):
    x = a
    def g(): return x + a
    for i in range(300): x += i
    try: pass
    finally: print(g)
    return [y for y in c if y and
       x]
text = lambda s: re.sub("0x[0-9a-f]+", "0x", str(s))
import io
def shown(*args, **options):
    out = io.StringIO()
    dis.dis(*args, file=out, **options)
    print(text(out.getvalue()))
shown(f)
shown(f, show_caches=True)
shown("with a: b\nx: int = 3")
class A:
    def m(self): pass
    @staticmethod
    def s(): pass
    @classmethod
    def k(cls): pass
shown(A)
shown(b"d\x00S\x00")
print(text(dis.code_info(f)))
for i in dis.get_instructions(f): print(text(i))
c = f.__code__
print(list(c.co_lines())[:8], list(c.co_positions())[:6], c.co_lnotab, dis.findlabels(c.co_code), list(dis.findlinestarts(c)), dis.stack_effect(dis.opmap["LOAD_CONST"], 0))
try: 1 / 0
except ZeroDivisionError: print(dis.Bytecode.from_traceback(sys.exc_info()[2]).dis().count("-->"))
