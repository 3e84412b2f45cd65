def t(f):
    try: r = f(); emit(('ok', r))
    except BaseException as e: emit((type(e).__name__, str(e), str(e.value) if isinstance(e, StopIteration) else None))
class Pass:
    def __init__(self, v): self.v = v
    def __await__(self):
        got = yield self.v
        return got
async def c(): return 5
async def a():
    x = await Pass('first'); emit(('got', x))
    y = await c(); emit(('got', y))
    return 'end'
C = c(); t(lambda: iter(C)); t(lambda: next(C)); t(lambda: C.send(1)); emit((C.cr_origin, C.cr_suspended, C.cr_await, C.cr_running))
t(lambda: C.send(None)); t(lambda: C.send(None)); emit(C.close()); t(lambda: C.throw(ValueError))
A = a(); t(lambda: A.send(None)); emit((A.cr_suspended, A.cr_await is not None)); t(lambda: A.send('x')); t(lambda: A.send(1))
A = a(); A.send(None); t(lambda: A.throw(KeyError('k'))); t(A.close)
A = a(); A.send(None); t(A.close); t(lambda: A.send(None))
w = c().__await__(); t(lambda: next(w)); t(lambda: next(w)); w.close()
w = a().__await__(); t(lambda: w.send(None)); t(lambda: w.throw(OSError('o'))); emit(iter(w) is w)
async def awaits(x): return await x
t(lambda: awaits(3).send(None)); t(lambda: awaits([]).send(None))
class BadAwait:
    def __await__(self): return 3
class CoroAwait:
    def __await__(self): return C2
C2 = c()
t(lambda: awaits(BadAwait()).send(None)); t(lambda: awaits(CoroAwait()).send(None)); C2.close()
shared = a()
async def first(): await shared
f1, f2 = first(), first(); f1.send(None); t(lambda: f2.send(None)); f1.close()
async def ag():
    try:
        yield 1
        x = yield 2; emit(('sent', x))
        await Pass('p')
        yield 3
    finally: emit('ag finally')
def drive(coro):
    out = []
    try:
        while True: out.append(coro.send(None))
    except StopIteration as e: return (out, e.value)
    except BaseException as e: return (out, type(e).__name__, str(e))
G = ag(); emit(drive(G.__anext__())); emit(drive(G.asend(None))); emit(drive(G.asend('S'))); emit(drive(G.__anext__())); emit(drive(G.__anext__())); emit(drive(G.asend(1))); emit(drive(G.aclose()))
G = ag(); emit(drive(G.__anext__())); emit(drive(G.aclose())); emit(drive(G.__anext__())); emit(drive(G.athrow(ValueError))); emit(drive(G.aclose()))
G = ag(); emit(drive(G.__anext__())); emit(drive(G.athrow(KeyError('t')))); emit(drive(G.__anext__()))
G = ag(); emit(drive(G.athrow(KeyError('early')))); emit(drive(G.__anext__()))
async def ignores():
    try: yield 1
    except GeneratorExit: yield 2
I = ignores(); emit(drive(I.__anext__())); emit(drive(I.aclose())); emit(I.ag_running)
async def running():
    await Pass('r'); yield 1
R = running(); x = R.asend(None); y = R.asend(None); t(lambda: x.send(None)); emit(R.ag_running); t(lambda: y.send(None)); t(lambda: R.aclose().send(None)); t(lambda: R.athrow(ValueError).send(None)); t(lambda: x.throw(ValueError('v'))); emit(R.ag_running); t(lambda: x.send(None))
R = running(); x = R.asend(None); t(lambda: x.throw(ValueError('v'))); emit(R.ag_running)
A = ag(); x = A.asend(None); t(lambda: x.send(1)); t(lambda: x.send(None)); x.close(); t(lambda: x.send(None)); t(lambda: x.throw(ValueError))
A = ag(); x = A.athrow(); t(lambda: x.send(None))
A = ag(); x = A.athrow(ValueError); t(lambda: x.send(1)); t(lambda: x.send(None)); t(lambda: x.send(None)); t(lambda: x.throw(KeyError))
A = ag(); x = A.aclose(); t(lambda: x.send(1)); t(lambda: x.send(None)); t(lambda: x.send(None)); t(lambda: x.throw(KeyError)); t(lambda: A.asend(None).send(None)); t(lambda: A.athrow(ValueError).send(None))
async def stop(): yield 1; raise StopAsyncIteration
async def stop2(): yield 1; raise StopIteration
for S in (stop(), stop2()): drive(S.__anext__()); emit(drive(S.__anext__()))
async def comp(): return [i async for i in ag()]
emit(drive(comp()))
async def loop():
    out = []
    async for i in ag():
        out.append(i)
        if i == 2: break
    else: out.append('else')
    return out
emit(drive(loop()))
class AI:
    def __init__(self, n): self.n = n
    def __aiter__(self): return self
    async def __anext__(self):
        self.n -= 1
        if self.n < 0: raise StopAsyncIteration
        return self.n
async def over(x): return [i async for i in x]
emit(drive(over(AI(3)))); emit(drive(over(3)))
class AI2:
    def __aiter__(self): return self
    def __anext__(self): return 3
emit(drive(over(AI2())))
class AI3:
    def __aiter__(self): return 3
emit(drive(over(AI3())))
class CM:
    async def __aenter__(self): emit('enter'); return 'cm'
    async def __aexit__(self, *a): emit(('exit', a[0])); return True
async def withs():
    async with CM() as x: emit(x); raise ValueError('in with')
    return 'done'
emit(drive(withs()))
class CM2:
    def __aenter__(self): return 3
    async def __aexit__(self, *a): pass
async def withs2():
    async with CM2(): pass
emit(drive(withs2()))
async def default(it): return await anext(it, 'default')
G = ag(); emit(drive(G.aclose())); emit(drive(default(G))); emit(drive(default(ag()))); emit(drive(default(AI(0))))
emit((repr(G)[:27], G.__name__, G.__qualname__, G.ag_running, G.ag_frame, G.ag_await))
t(lambda: type(G)()); t(lambda: type(G.aclose())()); t(lambda: type(C)())
async def err(): await c(); 1/0
async def err2(): await err()
try: err2().send(None)
except ZeroDivisionError as e: emit(report(e))
G = 0
