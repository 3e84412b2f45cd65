# --- exhausted
def g(x):
    yield x
    yield [x]
print(list(g([1])))
# --- suspended and dropped
def g(x):
    y = [x]
    try: yield y
    finally: print("closed")
i = g(1)
print(next(i))
del i
print("after")
# --- suspended at end
def g(x):
    yield [x]
    yield 2
i = g([1])
next(i)
j = g([2])
# --- created only
def g(x): yield x
i = g([1])
del i
i = g([2])
# --- send
def g():
    x = [0]
    while True: x = yield [x]
i = g()
next(i)
print(i.send([1]), i.send([2]))
try: g().send([1])
except TypeError as e: print(e)
# --- throw
def g():
    while True:
        try: yield [1]
        except ValueError as e: print("caught", e)
i = g()
next(i)
print(i.throw(ValueError([5])))
try: i.throw(KeyError([6]))
except KeyError as e: print(e)
print(list(i))
i = g()
try: i.throw(ValueError([7]))
except ValueError as e: print(e)
# --- close
def g():
    try: yield [1]
    finally: print("fin")
i = g(); next(i); i.close(); i.close()
def bad():
    try: yield [1]
    except GeneratorExit: yield [2]
i = bad(); next(i)
try: i.close()
except RuntimeError as e: print(e)
# --- yield from
def a():
    x = yield [1]
    print("got", x)
    return [2]
def b():
    r = yield from a()
    print(r)
    yield from [[3], [4]]
i = b()
print(next(i), i.send([9]), list(i))
# --- yield from throw
def a():
    try: yield [1]
    except ValueError as e: yield [e.args]
def b(): yield from a()
i = b(); next(i)
print(i.throw(ValueError([2])))
i = b(); next(i)
try: i.throw(KeyError([3]))
except KeyError as e: print(e)
i = b(); next(i); i.close()
i = b(); next(i); del i
# --- raising
def g():
    yield [1]
    raise ValueError([2])
i = g(); next(i)
try: next(i)
except ValueError as e: print(e)
print(list(i))
# --- reentrant
def g():
    yield next(i)
i = g()
try: next(i)
except ValueError as e: print(e)
# --- generator expression
x = [1]
print(list([y, x] for y in [[2], [3]] if y), sum(z for z in range(10)))
i = (y for y in [[1], [2]])
print(next(i))
del i
any([q] for q in [1, 2])
# --- cycle
def g():
    me = yield
    yield [me]
i = g(); next(i); i.send(i)
del i
# --- exception being handled inside
def g():
    try: raise ValueError([1])
    except ValueError:
        yield [2]
        raise
i = g()
print(next(i))
try: raise KeyError([3])
except KeyError:
    try: next(i)
    except ValueError as e: print(repr(e.__context__))
i = g()
next(i)
del i
# --- attributes
def g():
    x = [1]
    yield x
i = g()
print(i.gi_frame.f_locals, i.gi_running, i.gi_code.co_name)
next(i)
f = i.gi_frame
print(f.f_locals)
list(i)
print(i.gi_frame)
# --- coroutine
async def a(x): return [x]
async def b():
    y = await a([1])
    return [y]
c = b()
try: c.send(None)
except StopIteration as e: print(e.value)
c = b()
c.close()
try: c.send(None)
except RuntimeError as e: print(e)
# --- awaitable
class A:
    def __await__(self):
        x = yield [1]
        return [x]
async def f(): return await A()
c = f()
print(c.send(None))
try: c.send([2])
except StopIteration as e: print(e.value)
# --- async generator
async def g():
    yield [1]
    yield [2]
async def f():
    r = []
    async for x in g(): r.append(x)
    return r + [y async for y in g()]
c = f()
try: c.send(None)
except StopIteration as e: print(e.value)
# --- async with
class A:
    async def __aenter__(self): return [1]
    async def __aexit__(self, *a): print(a[0]); return True
async def f():
    async with A() as x: print(x)
    async with A() as x: raise ValueError([1])
    return [5]
c = f()
try: c.send(None)
except StopIteration as e: print(e.value)
# --- deep delegation
def d(n):
    if n: yield from d(n - 1)
    else:
        yield [1]
        yield [2]
print(list(d(10)))
i = d(5); next(i); del i
# --- finalized in container
def g():
    try: yield
    finally: print("x")
l = [g() for _ in range(3)]
for i in l: next(i)
i = None
l.clear()
print("end")
# --- return value in for
def g():
    yield [1]
    return [2]
for x in g(): print(x)
print([*g()], tuple(g()), max(g()))
a, = g()
