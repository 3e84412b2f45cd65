def g():
    try:
        x = yield 1
        print("got", x)
        yield 2
    except ValueError as e:
        print("caught", e); yield "recovered"
    finally: print("finally")
    return "ret"
a = g(); print(next(a), a.send("hi"), a.throw(ValueError("v")))
try: next(a)
except StopIteration as e: print("stop", e.value)
print(next(a, "default"))
b = g(); next(b); b.close(); b.close()
c = g()
try: c.throw(KeyError("k"))
except KeyError as e: print("threw", e)
try: g().send(1)
except TypeError as e: print(e)
def ig():
    try: yield 1
    except GeneratorExit: yield 2
d = ig(); next(d)
try: d.close()
except RuntimeError as e: print(e)
def si():
    yield 1
    raise StopIteration("x")
try: list(si())
except RuntimeError as e: print(e, repr(e.__cause__))
def outer():
    r = yield from inner(); print("inner gave", r); return 7
def inner():
    try: yield "a"
    except TypeError: yield "b"
    return 5
o = outer(); print(next(o), o.throw(TypeError))
try: next(o)
except StopIteration as e: print(e.value)
def re():
    yield next(me)
me = re()
try: next(me)
except ValueError as e: print(e)
e = g(); print(e.gi_running, e.gi_frame is None, e.gi_yieldfrom, e.gi_code.co_name, e.__name__, e.__qualname__); e.close(); print(e.gi_frame)
for bad in ((5,), (ValueError, 1, 2), ("x",), (ValueError("a"), 1), ()):
    try: g().throw(*bad)
    except Exception as x: print(type(x).__name__, x)
async def f(): return 5
async def drv():
    x = await f(); print("got", x)
    async for i in agen(): print("item", i)
    async with CM() as c: print("in", c)
    print([i async for i in agen() if i], {i: await f() async for i in agen()})
    return "done"
async def agen():
    for i in range(2): yield i
class CM:
    async def __aenter__(s): return "cm"
    async def __aexit__(s, *a): print("aexit", a[0])
def run(c):
    try:
        while True: c.send(None)
    except StopIteration as e: return e.value
print(run(drv()))
import warnings; warnings.simplefilter("ignore")
async def bad(): await 5
async def bad2():
    async for x in [1]: pass
async def bad3():
    async with 5: pass
for fn in (lambda: f().send(1), lambda: run(bad()), lambda: run(bad2()), lambda: run(bad3()), lambda: iter(f()), lambda: next(f()), lambda: [x for x in f()], lambda: list(agen()), lambda: agen().__anext__().send(None)):
    try: print(fn())
    except Exception as e: print(type(e).__name__, e)
async def ag():
    try:
        while True:
            x = yield 1
            print("sent", x)
    except ValueError: print("ve"); yield "handled"
    finally: print("cleanup")
async def drive():
    a = ag(); print(await a.__anext__(), await a.asend("q"), await a.athrow(ValueError())); await a.aclose()
    try: await a.__anext__()
    except StopAsyncIteration as e: print("SAI", e.args)
run(drive())
