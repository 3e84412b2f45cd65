def t(f):
    try: r = f(); emit(('ok', r))
    except BaseException as e: emit((type(e).__name__, str(e)))
def s(e, a, v):
    try: setattr(e, a, v); emit(('set', a, v))
    except BaseException as x: emit((type(x).__name__, str(x)))
def g(): yield 1
def fin(log):
    try: yield 1
    finally: log.append('finally')
G = g()
t(lambda: G.send(1)); t(lambda: G.throw()); t(lambda: G.throw(1)); t(lambda: G.throw(int)); t(lambda: G.throw(ValueError, ValueError('x'), 3)); t(lambda: g().throw(ValueError('x'), 1)); t(lambda: g().throw(ValueError, 1, 2, 3, 4)); t(lambda: g().throw(ValueError, KeyError(1))); t(lambda: g().throw(ValueError, (1, 2))); t(lambda: g().throw(ValueError('a'), None, None))
G = g()
for a in ['__name__', '__qualname__', 'gi_running', 'gi_frame', 'gi_code', 'gi_yieldfrom', 'gi_suspended']: s(G, a, 3)
emit([getattr(G, a) for a in ['__name__', '__qualname__', 'gi_running', 'gi_yieldfrom', 'gi_suspended']])
next(G); emit(G.gi_suspended); emit(G.gi_frame is not None); t(lambda: next(G)); emit(G.gi_frame); t(lambda: next(G)); t(lambda: G.send(3)); t(lambda: G.throw(KeyError('gone'))); t(lambda: G.close())
def ret():
    x = yield 1
    return x
R = ret(); next(R); t(lambda: R.send(7))
R = ret(); next(R); t(lambda: R.send((1, 2)))
R = ret(); next(R); t(lambda: R.send(KeyError(2)))
def bad(): yield 1; raise StopIteration(3)
B = bad(); next(B)
try: next(B)
except RuntimeError as e: emit((str(e), repr(e.__cause__), repr(e.__context__), e.__suppress_context__)); emit(report(e))
def stubborn():
    while True:
        try: yield 1
        except GeneratorExit: emit('no')
S = stubborn(); next(S); t(S.close)
S = 0
def one_yield_on_close():
    try: yield 1
    except GeneratorExit: yield 2
O = one_yield_on_close(); next(O); t(O.close); t(lambda: next(O))
log = []; F = fin(log); next(F); del F; emit(log)
log = []; F = fin(log); del F; emit(log)
def outer(inner):
    try: r = yield from inner; emit(('inner gave', r)); yield 'after'
    except KeyError as e: emit(('outer caught', str(e))); yield 'caught'
class It:
    def __init__(self): self.n = 0
    def __iter__(self): return self
    def __next__(self): self.n += 1; return self.n
    def throw(self, *a): emit(('throw', len(a), [x if isinstance(x, type) else repr(x) for x in a])); raise StopIteration(9)
    def close(self): emit('closed')
    def send(self, v): emit(('send', v)); return v
o = outer(It()); t(lambda: next(o)); t(lambda: o.send(5)); t(lambda: o.throw(ValueError('v'))); t(o.close)
o = outer(It()); next(o); t(o.close)
o = outer(It()); next(o); del o; emit('deleted')
o = outer(ret()); next(o); t(lambda: o.throw(KeyError('k'))); t(lambda: next(o))
o = outer(ret()); next(o); t(lambda: o.send('value')); t(lambda: next(o))
o = outer([1, 2]); next(o); t(lambda: o.throw(KeyError('k2'))); 
o = outer([1, 2]); next(o); t(lambda: o.send(4))
o = outer(iter([1])); next(o); t(lambda: next(o))
class Failing:
    def __iter__(self): return self
    def __next__(self): return 1
    def close(self): raise ValueError('close failed')
o = outer(Failing()); next(o); t(o.close)
o = outer(Failing()); next(o); t(lambda: o.throw(GeneratorExit))
o = outer(fin(log := [])); next(o); t(lambda: o.throw(GeneratorExit)); emit(log)
def reenter():
    global me
    try: next(me)
    except ValueError as e: emit(str(e))
    try: me.close()
    except ValueError as e: emit(str(e))
    emit((me.gi_running, me.gi_suspended)); yield 1
me = reenter(); next(me)
def handling():
    try: 1/0
    except ZeroDivisionError:
        yield 1
H = handling(); next(H)
try: H.throw(KeyError('x'))
except KeyError as e: emit(repr(e.__context__)); emit(report(e))
try: raise OSError('outside')
except OSError:
    H = handling(); next(H)
    try: H.throw(KeyError('y'))
    except KeyError as e: emit((repr(e.__context__), repr(e.__context__.__context__)))
def context():
    try: yield 1
    except KeyError: raise ValueError('new')
try: raise OSError('outside')
except OSError:
    H = context(); next(H)
    try: H.throw(KeyError('y'))
    except ValueError as e: emit((repr(e.__context__), repr(e.__context__.__context__)))
class NotAnException(Exception):
    def __new__(cls, *a): return 3
t(lambda: g().throw(NotAnException))
class Raises(Exception):
    def __init__(self): raise KeyError('in init')
t(lambda: g().throw(Raises))
N = (x for x in range(3)); emit((N.__name__, N.__qualname__)); N.__name__ = 'n'; N.__qualname__ = 'q.n'; emit(repr(N)[:22])
t(lambda: type(N)()); t(lambda: list(x for x in 5))
def gen_return_in_finally():
    try: yield 1
    finally: return 5
X = gen_return_in_finally(); next(X); t(X.close); t(lambda: next(X))
X = gen_return_in_finally(); next(X); t(lambda: X.throw(ValueError))
def tb():
    yield 1
    raise ValueError('inside')
def tb2():
    yield from tb()
try:
    for _ in tb2(): pass
except ValueError as e: emit(report(e))
T = tb()
try: raise KeyError('with tb')
except KeyError as e: kept = e
try: T.throw(kept)
except KeyError as e: emit(report(e))
try: g().throw(KeyError, 'v', kept.__traceback__)
except KeyError as e: emit(report(e))
