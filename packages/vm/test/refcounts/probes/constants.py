# --- int once
a = 1000
print(rc(a), rc(1000))
# --- int twice
a = 1000
b = 1000
print(a is b, rc(a))
# --- int in function
def f(): return 1000
print(rc(f()), rc(1000))
# --- int in function and module
a = 1000
def f(): return 1000
print(f() is a, rc(a))
# --- int in two functions
def f(): return 1000
def g(): return 1000
print(f() is g(), rc(f()))
# --- int in nested function
def f():
    def g(): return 1000
    return g(), 1000
print(f()[0] is f()[1], rc(f()[0]))
# --- int in class
class C:
    x = 1000
    def m(self): return 1000
print(C.x is C().m(), rc(C.x))
# --- float
a = 1.5
b = 1.5
def f(): return 1.5
print(a is b, f() is a, rc(a))
# --- complex
a = 1.5j
def f(): return 1.5j
print(f() is a, rc(a))
# --- bytes
a = b"abcd"
def f(): return b"abcd"
print(f() is a, rc(a))
# --- string that is no name
a = "a b"
b = "a b"
def f(): return "a b"
print(a is b, f() is a, rc(a))
# --- string that is a name
a = "zyx_w"
b = "zyx_w"
def f(): return "zyx_w"
print(a is b, f() is a)
# --- negative
a = -1000
def f(): return -1000
print(f() is a, rc(a))
# --- folded
a = 500 + 501
b = 1001
print(a is b, rc(a))
# --- folded string
a = "ab " * 3
b = "ab ab ab "
print(a is b, rc(a))
# --- tuple
t = (1000, 2000)
print(rc(t), rc(t[0]))
# --- tuple twice
t = (1000, 2000)
u = (1000, 2000)
def f(): return (1000, 2000)
print(t is u, f() is t, rc(t), rc(t[0]))
# --- tuple and element
t = (1000, 2000)
a = 1000
print(t[0] is a, rc(a), rc(t))
# --- tuple with repeated element
t = (1000, 1000)
print(t[0] is t[1], rc(t[0]))
# --- nested tuple
t = ((1000,), 2000)
u = (1000,)
print(t[0] is u, rc(u), rc(u[0]), rc(t))
# --- mixed keys
a = 1000
b = 1000.0
c = True
t = (1, 1.0, True)
print(a is b, rc(a), rc(b), [type(x).__name__ for x in t])
# --- list display
l = [1000, 2000, 3000]
print(rc(l[0]), rc(l))
# --- short list display
l = [1000, 2000]
print(rc(l[0]), rc(l))
# --- set display
s = {1000, 2000, 3000}
print(sorted(rc(x) for x in s))
# --- dict display
d = {"a": 1000, "b": 2000}
print(rc(d["a"]))
# --- dict display with many keys
d = {"a": 1000, "b": 2000, "c": 3000, "d": 1000}
print(rc(d["a"]), rc(d["b"]))
# --- loop over list display
for x in [1000, 2000]: print(rc(x))
# --- loop over tuple display
for x in (1000, 2000): print(rc(x))
# --- in list display
print(5000 in [5000, 6000], rc(5000))
# --- in set display
print(5000 in {5000, 6000}, rc(5000))
# --- default
def f(a=1000): return rc(a)
print(f(), rc(f.__defaults__), rc(f.__defaults__[0]))
# --- two defaults
def f(a=1000, b=2000): return rc(a)
print(f(), rc(f.__defaults__))
# --- keyword default
def f(*, a=1000): return rc(a)
print(f(), rc(f.__kwdefaults__["a"]))
# --- argument
def f(a): return rc(a)
print(f(1000), f(a=1000), f(*(1000,)), rc(1000))
# --- conditional expression
a = 1000 if rc else 2000
print(rc(a))
# --- unused constant
a = 1000
if 0: b = 1000
print(rc(a))
# --- statement of a constant
1000
a = 1000
print(rc(a))
# --- docstring
def f(): "doc of f"
print(rc(f.__doc__))
# --- docstring twice
def f(): "doc of f"
def g(): "doc of f"
print(f.__doc__ is g.__doc__, rc(f.__doc__))
# --- class docstring
class C: "doc of C"
print(rc(C.__doc__))
# --- f-string parts
x = 1
s = f"ab {x} cd"
print(rc(s), rc("ab "))
# --- concatenated strings
a = "ab " "cd"
print(rc(a))
# --- comparison constants
a = 1000
print(a == 1000, a is 1000 if 0 else a, rc(a))
# --- subscript constant
d = {1000: 1}
d[1000]
k = list(d)[0]
print(rc(k))
# --- slice constants
l = list(range(3))
print(l[1000:2000], rc(1000))
# --- annotations
x: "ab cd" = 1
def f(a: "ef gh"): pass
print(rc(__annotations__["x"]), rc(f.__annotations__["a"]))
# --- ellipsis and none differences
import sys
n = rc(None)
a = [None] * 10
print(rc(None) - n)
n = rc(5)
a = [5] * 10
print(rc(5) - n, rc(5) > 999_999_999, rc("") > 999_999_999, rc(()) > 999_999_999, rc("a") > 999_999_999, rc(257) > 999_999_999)
# --- computed
a = int("1000")
b = int("1000")
print(a is b, rc(a), rc(int("1000")), rc(a + 0), rc(a + b))
# --- small ints
n = rc(100)
a = [100] * 7
b = (100,)
print(rc(100) - n)
# --- big power is not folded
a = 2 ** 100
print(rc(a))
# --- exec of text
exec("a = 1000\nprint(rc(a))\ndef f(): return 1000\nprint(f() is a, rc(a))")
print(rc(a), rc(f()))
# --- eval of text
print(eval("rc(1000)"), eval("[1000, rc(1000)]"), eval("(1000, 2000)")[0] == 1000, rc(eval("1000")))
# --- exec of code
c = compile("a = 1000\nprint(rc(a))\ndef f(): return 1000\nprint(f() is a, rc(a))", "c", "exec")
exec(c)
print(rc(a), rc(f()), rc(c.co_consts))
del c
print(rc(a))
# --- eval of code
c = compile("rc(1000), 2000", "c", "eval")
print(eval(c), rc(c.co_consts))
# --- single
exec(compile("rc(1000)\n", "c", "single"))
# --- constants of a function
def f(): return 1000, 2000
print(rc(f.__code__.co_consts), rc(f.__code__.co_consts[1]), rc(f.__code__.co_consts[1][0]), rc(f.__code__))
# --- lambda constants
f = lambda: 1000
g = lambda: 1000
print(f() is g(), rc(f()))
# --- comprehension constant
l = [1000 for _ in range(3)]
print(rc(l[0]))
# --- generator constant
g = (1000 for _ in range(1))
print(rc(next(g)))
# --- match constant
match 1000:
    case 1000: print(rc(1000))
# --- return tuple
def f(): return 1000, "x y"
t = f()
print(t is f(), rc(t), rc(t[0]), rc(t[1]))
# --- keyword names
def f(**k): return rc(k)
print(f(a=1000, b=1000))
# --- augmented assignment
a = 1000
b = a
a += 0
print(a is b, rc(a), rc(b))
# --- bool and none in tuple
t = (None, True, 1000)
print(rc(t), rc(t[2]))
# --- frozen set constant
def f(x): return x in {1000, 2000}
s = f.__code__.co_consts[1]
print(type(s).__name__, rc(s))
# --- static strings
from sys import intern
print([rc(intern(n)) > 999_000_000 for n in ("__init__", "self", "append", "name", "importlib.util", "a_name_of_this_program", "os.path", "")])
