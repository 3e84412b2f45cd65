# --- raise and catch
try: raise ValueError([1])
except ValueError as e: print(e.args)
# --- propagate
def f(x):
    y = [x]
    g(y)
def g(z): raise KeyError(z)
try: f(1)
except KeyError as e: print(e.args, e.__traceback__ is not None)
# --- kept exception
def f():
    x = [1]
    raise ValueError(x)
try: f()
except ValueError as e: keep = e
print(keep.__traceback__.tb_next.tb_frame.f_locals)
keep2 = keep.with_traceback(None)
print(keep2 is keep)
# --- finally
def f():
    try: return [1]
    finally: print("fin")
def g():
    try: 1 / 0
    finally: return [2]
def h():
    for i in [[1], [2]]:
        try: continue
        finally: print(i)
    for i in [[1], [2]]:
        try: break
        finally: print(i)
print(f(), g(), h())
# --- reraise
def f():
    try: raise ValueError([1])
    except ValueError as e:
        raise
try: f()
except ValueError as e: print(e)
# --- chain
def f():
    try: raise ValueError([1])
    except ValueError as e:
        raise KeyError([2]) from e
try: f()
except KeyError as e: print(repr(e.__cause__), e.__context__ is e.__cause__, e.__suppress_context__)
def g():
    try: {}[1]
    except KeyError: [][3]
try: g()
except IndexError as e: print(repr(e.__context__))
try:
    try: 1 / 0
    except ZeroDivisionError: raise TypeError from None
except TypeError as e: print(e.__cause__, repr(e.__context__))
# --- nested handlers
try:
    try: raise ValueError([1])
    except ValueError:
        try: raise KeyError([2])
        except KeyError as k: print(k)
        raise
except ValueError as e: print(e, e.__context__)
# --- else
try: x = [1]
except ValueError: pass
else: print(x)
finally: print("f")
# --- tuple of types
for E in (ValueError, KeyError):
    try: raise E([1])
    except (KeyError, ValueError) as e: print(type(e).__name__)
try:
    try: raise ValueError
    except 5: pass
except TypeError as e: print(e)
# --- raise class and bad
try: raise ValueError
except ValueError as e: print(e.args)
try: raise 5
except TypeError as e: print(e)
try: raise ValueError from 5
except TypeError as e: print(e)
class E(Exception):
    def __init__(self, x): raise KeyError(x)
try: raise E([1])
except KeyError as e: print(e)
try: raise E
except TypeError as e: print("TypeError")
# --- custom exception
class E(Exception):
    def __init__(self, a, b): super().__init__(a); self.b = b
    def __str__(self): return "E%s" % self.b
try: raise E([1], [2])
except E as e: print(e, e.args, e.b)
# --- with
class C:
    def __init__(self, s): self.s = s
    def __enter__(self): return [self.s]
    def __exit__(self, t, v, b): print(t and t.__name__, v, b is not None); return self.s
with C(True) as x: print(x)
with C(True) as x: raise ValueError([1])
try:
    with C(False), C(False) as y: raise KeyError([2])
except KeyError as e: print(e)
def f():
    with C(True): return [3]
print(f())
for i in [1, 2]:
    with C(False): break
# --- with errors
class A: pass
class B:
    def __enter__(self): raise ValueError([1])
    def __exit__(self, *a): print("never")
class D:
    def __enter__(self): return [1]
    def __exit__(self, *a): raise KeyError([2])
for c in (A, B, D):
    try:
        with c() as x: pass
    except Exception as e: print(type(e).__name__)
try:
    with D(): raise ValueError([3])
except KeyError as e: print(repr(e.__context__))
# --- except star
try:
    raise ExceptionGroup("g", [ValueError([1]), KeyError([2]), TypeError([3])])
except* ValueError as e: print(e.exceptions)
except* (KeyError, TypeError) as e: print(e.exceptions)
try:
    try: raise ExceptionGroup("g", [ValueError([1]), KeyError([2])])
    except* ValueError as e: print("got")
except ExceptionGroup as e: print(e.exceptions)
try:
    try: raise ValueError([9])
    except* ValueError as e: raise TypeError([8])
except* TypeError as e: print(e.exceptions)
# --- stop iteration leaks
def g():
    yield [1]
    return [2]
i = g()
next(i)
try: next(i)
except StopIteration as e: print(e.value)
print(next(i, [3]))
def bad():
    yield 1
    raise StopIteration([5])
try: list(bad())
except RuntimeError as e: print(repr(e.__cause__))
# --- error in except
def f():
    try: raise ValueError([1])
    except ValueError as e:
        del e
        raise TypeError([2])
try: f()
except TypeError as x: print(repr(x.__context__))
# --- deep unwinding with stack
def f(): return [[1], {"a": ([2], g([3]))}]
def g(x): return (x, [y for y in [[1]] if h(y)])
def h(y): raise ValueError(y)
try: f()
except ValueError as e: print(e)
# --- assert
try: assert [], [1]
except AssertionError as e: print(e.args)
try: assert 0
except AssertionError as e: print(e.args)
# --- sys exc info
import sys
def f():
    try: raise ValueError([1])
    except ValueError:
        t, v, b = sys.exc_info()
        return v
print(f(), sys.exc_info())
# --- exception variable cycle
def f():
    try: raise ValueError([1])
    except ValueError as e: x = e
    return 1
print(f())
# --- traceback attributes
def f(n):
    if n: f(n - 1)
    else: raise ValueError
try: f(3)
except ValueError as e:
    t = e.__traceback__
    while t: print(t.tb_lineno, t.tb_frame.f_code.co_name, t.tb_lasti >= 0); t = t.tb_next
# --- uncaught in comprehension
try: [1 / x for x in ([1], 0) if x or 1]
except TypeError as e: print(e)
try: {x: y for x, y in [([], 1)]}
except TypeError as e: print(e)
try: {x for x in [[]]}
except TypeError as e: print(e)
# --- unpack errors
for v in ([1], [1, 2, 3], 5, "ab"):
    try: a, b = v; print(a, b)
    except (ValueError, TypeError) as e: print(e)
for v in ([], [[1]], [[1], [2], [3]]):
    try: a, *b, c = v; print(a, b, c)
    except ValueError as e: print(e)
# --- item errors
d = {"a": [1]}
for f in (lambda: d["b"], lambda: d[[]], lambda: [1][5], lambda: [1]["a"], lambda: (1,)[9], lambda: "a"[3], lambda: (5)[0], lambda: [1].index([2]), lambda: [].pop(), lambda: {}.popitem(), lambda: [1].remove([5]), lambda: d.pop("zz")):
    try: f()
    except Exception as e: print(type(e).__name__, e)
def g(): d["q"]["z"] = [1]
try: g()
except KeyError as e: print(e)
def g(): [][0] = [1]
try: g()
except IndexError as e: print(e)
def g(): del [][0]
try: g()
except IndexError as e: print(e)
def g(): del {}[(1, 2)]
try: g()
except KeyError as e: print(e)
