# --- tree of a text
import _ast
t = compile("x = 1 + 2j\ndef f(a, *b, c: int = 3, **d) -> str:\n  'doc'\n  return [i for i in a if i], f'{a!r:>3}', b'x', 'y'\n", "f", "exec", 0x400)
print(type(t).__name__, t._fields, [type(s).__name__ for s in t.body], t.body[1].args.kwonlyargs[0].arg)
print(t.body[0].value.op is t.body[0].value.op, vars(t.body[0].targets[0]).keys(), t.body[1].body[0].value.value)
# --- classes of nodes
import _ast
n = _ast.Name("a", ctx=_ast.Load(), lineno=1, col_offset=0)
print(n._fields, n._attributes, n.__match_args__, _ast.FunctionDef.returns, _ast.expr.__doc__[:20], n.__reduce__()[2]["id"])
for f in (lambda: _ast.Name(1, 2, 3), lambda: _ast.Name(1, id=2), lambda: _ast.AST(1), lambda: _ast.Load().x):
    try: f()
    except (TypeError, AttributeError) as e: print(e)
class Own(_ast.expr):
    _fields = ["a", "b"]
    def __setattr__(self, name, value): super().__setattr__(name, [value])
print(Own(1, b=2).__dict__)
class NoLength(_ast.AST): _fields = 5
try: NoLength(1)
except TypeError as e: print(e)
# --- tree of objects, compiled
import _ast
at = {"lineno": 1, "col_offset": 0}
add = _ast.BinOp(_ast.Name("a", _ast.Load(), **at), _ast.Add(), _ast.Constant((1, frozenset([2])), **at), **at)
code = compile(_ast.Expression(add), "f", "eval")
print(eval(code, {"a": (0,)}), code.co_names)
t = compile("def f(x):\n  try: return x + 1\n  except* E: pass\n", "f", "exec", 0x400)
try: exec(compile(t, "f", "exec"))
except SyntaxError as e: print(e.msg)
t = compile("def f(x, y=[2]):\n  return x + 1, y\nprint(f(3))", "f", "exec", 0x400)
exec(compile(t, "f", "exec"))
# --- trees that cannot be compiled
import _ast
at = {"lineno": 1, "col_offset": 0}
module = lambda *body: _ast.Module(list(body), [])
for tree in (
    module(None), module(1), module(_ast.Expr()), module(_ast.Expr(**at)), module(_ast.Expr(None, **at)), _ast.Module(1, []), _ast.Module([]),
    _ast.Name("a"), module(_ast.Expr(_ast.Constant([], **at), **at)), module(_ast.Expr(_ast.Name("None", _ast.Load(), **at), **at)),
    module(_ast.Expr(_ast.Name(3, _ast.Load(), **at), **at)), module(_ast.Expr(_ast.Name("a", None, **at), **at)),
    module(_ast.Expr(_ast.Name("a", _ast.Store(), **at), **at)),
    module(_ast.Expr(_ast.Name("a", _ast.Load(), lineno="x", col_offset=0), **at)), module(_ast.Delete([], **at)),
    module(_ast.Expr(_ast.Name("a", _ast.Load(), lineno=3, col_offset=0, end_lineno=1), **at)),
):
    try: print(compile(tree, "f", "exec"))
    except Exception as e: print(type(e).__name__, e)
# --- trees that run code while they are read
import _ast
at = {"lineno": 1, "col_offset": 0}
class Lazy(_ast.Expr):
    @property
    def value(self): return _ast.Constant([1] and 7, **at)
print(eval(compile(_ast.Interactive([Lazy(**at)]), "f", "single")))
class Fails(_ast.Expr):
    @property
    def value(self): raise KeyError([1])
try: compile(_ast.Module([Lazy(**at), Fails(**at)], []), "f", "exec")
except KeyError as e: print(e)
body = [_ast.Pass(**at)]
class Grows(_ast.Expr):
    @property
    def value(self):
        body.append(_ast.Pass(**at))
        return _ast.Constant(1, **at)
body.append(Grows(**at))
try: compile(_ast.Module(body, []), "f", "exec")
except RuntimeError as e: print(e)
class Shown:
    def __repr__(self): return "shown " + "twice"
try: compile(_ast.Module([Shown()], []), "f", "exec")
except TypeError as e: print(e)
# --- arguments of compile
for args in (("a", "f", 3), ("a", "f", "x"), ("a", "f", "exec", "x"), ("a", 3, "exec"), ("a", "f", "func_type"), (3, "f", "exec"), ("a", "f", "exec", 1 << 29), ("a", "f", "exec", 0, 0, 5), ("a", "f\0", "exec")):
    try: print(compile(*args))
    except Exception as e: print(type(e).__name__, e)
class Path:
    def __fspath__(self): return "from" + " path"
class Flags:
    def __index__(self): return 0x400
print(compile("a", Path(), "exec").co_filename, type(compile("a", "f", "eval", Flags())).__name__)
# --- code objects
def f(a, b=1, *c, d, **e):
    x = a
    def g(): return x
    return g
c = f.__code__
print(c.co_lnotab, [c._varname_from_oparg(i) for i in range(6)], c.replace(co_name="g").co_name, c.replace() == c)
for change in ({"co_code": b"x"}, {"co_names": 1}, {"co_names": (1,)}, {"co_argcount": "a"}, {"co_argcount": -1}, {"co_nlocals": 3}, {"co_varnames": ("a",)}):
    try: c.replace(**change)
    except Exception as e: print(type(e).__name__, e)
# --- unions
a = int | list[int] | None
print(a, a.__args__, a == None | list[int] | int, hash(a) == hash(None | list[int] | int), list[list[int]] | list[list[int]], a.__module__)
print(isinstance(3, int | str), issubclass(bool, int | str), isinstance(None, int | None))
class Meta(type):
    def __instancecheck__(cls, o): return [o] == [5]
class Five(metaclass=Meta): pass
print(isinstance(5, str | Five), isinstance(6, str | Five))
for f in (lambda: isinstance("", int | list[int]), lambda: (int | str)[int], lambda: int | 3):
    try: f()
    except TypeError as e: print(e)
