e = ValueError("a", 1); e.add_note("n1"); e.add_note("n2"); print(e.args, e.__notes__, str(e), repr(e))
for f in (lambda: e.add_note(5), lambda: setattr(e, "args", 5), lambda: setattr(e, "__cause__", 5), lambda: setattr(e, "__traceback__", 5), lambda: e.with_traceback(5), lambda: setattr(e, "__context__", "x"), lambda: delattr(e, "args"), lambda: delattr(e, "__traceback__"), lambda: BaseException.__new__(int)):
    try: print(f())
    except Exception as x: print(type(x).__name__, x)
e.args = [1, 2]; print(e.args, str(e), str(ValueError()), str(ValueError("x")), str(ValueError(1, 2)), str(KeyError("k")), str(KeyError()), str(KeyError(1, 2)))
for x in (OSError(2, "No such"), OSError(2, "No such", "f"), OSError(2, "m", "f", None, "g"), OSError("one"), OSError(13, "x"), OSError(17, "x"), OSError(11, "x"), FileNotFoundError("y"), OSError(), OSError(1, 2, 3, 4, 5, 6)):
    print(type(x).__name__, x.args, x.errno, x.strerror, x.filename, x.filename2, str(x))
for x in (SyntaxError("m", ("f", 1, 2, "text")), SyntaxError("m"), SyntaxError(), SyntaxError("m", ("f", 1, 2, "text", 3, 4))): print(x.args, x.msg, x.filename, x.lineno, x.offset, x.text, x.end_lineno, str(x))
for a in ((1,), ("m", (1, 2)), ("m", 5)):
    try: print(SyntaxError(*a).lineno)
    except Exception as x: print(type(x).__name__, x)
print(StopIteration(5).value, StopIteration().value, SystemExit(3).code, SystemExit(1, 2).code, ImportError("m", name="n", path="p").name, NameError("x", name="q").name, AttributeError("x", name="q", obj=1).obj)
u = UnicodeDecodeError("utf-8", b"ab", 0, 1, "bad"); print(u, u.encoding, u.object, u.start, u.end, u.reason)
for f in (lambda: UnicodeDecodeError("x"), lambda: UnicodeEncodeError("a", b"x", 0, 1, "r"), lambda: ImportError("x", foo=1), lambda: AttributeError(bar=1), lambda: StopIteration(1, 2).value, lambda: ValueError().__reduce__(), lambda: OSError(2, "x", "f").__reduce__(), lambda: ImportError("m", name="n").__reduce__()):
    try: print(f())
    except TypeError as x: print(x)
def f():
    try: 1 / 0
    except ZeroDivisionError as a:
        try: raise KeyError("k") from None
        except KeyError as b: return b.__context__ is a, b.__cause__, b.__suppress_context__
print(f())
try:
    try: raise ValueError(1)
    finally: raise KeyError(2)
except KeyError as k: print(repr(k.__context__), k.__traceback__.tb_lineno, k.__traceback__.tb_next)
for s in ("raise 5", "raise ValueError from 5", "raise ValueError from ValueError", "raise ValueError(1) from KeyError('c')", "raise int", "raise None", "raise (ValueError,)", "raise type('X', (), {})"):
    try: exec(s)
    except Exception as x: print(s, "->", type(x).__name__, x, repr(x.__cause__))
try:
    try: raise ValueError
    except 5: pass
except TypeError as x: print(x)
eg = ExceptionGroup("g", [ValueError(1), TypeError("t"), ExceptionGroup("in", [ValueError(2), OSError("o")])])
print(eg, repr(eg), eg.message, eg.split(ValueError), eg.subgroup(OSError), eg.subgroup(KeyError), eg.split(lambda e: isinstance(e, ExceptionGroup)), eg.subgroup((ValueError, OSError)))
for a in ((1, []), ("x", []), ("x", 5), ("x", [5]), ("x", [KeyboardInterrupt()]), ("x",), ("x", [ValueError], 3), ("x", [ValueError])):
    try: print(ExceptionGroup(*a))
    except Exception as e: print(type(e).__name__, e)
for a in (5, "x", int, (ValueError, 5)):
    try: eg.split(a)
    except TypeError as e: print(e)
def run(x):
    try: raise x
    except* ValueError as e: print("V", e.exceptions)
    except* (TypeError, OSError) as e: print("TO", e.exceptions)
    else: print("else")
    finally: print("fin")
for x in (eg, ValueError("plain"), ExceptionGroup("h", [KeyError(1), ValueError(2)])):
    try: run(x)
    except BaseException as e: print("left", repr(e))
try:
    try: raise ExceptionGroup("h", [KeyError(1), ValueError(2)])
    except* ValueError: raise RuntimeError("new")
except BaseException as e: print(repr(e), repr(e.exceptions[0].__context__))
try:
    try: raise ValueError(1)
    except* ExceptionGroup: pass
except TypeError as e: print(e)
