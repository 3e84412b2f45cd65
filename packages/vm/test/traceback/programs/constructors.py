def t(f):
    try:
        r = f(); emit(('ok', type(r).__name__, r.args if isinstance(r, BaseException) else r))
    except BaseException as e: emit((type(e).__name__, str(e)))
def s(e, a, v):
    try: setattr(e, a, v); emit(('set', a, getattr(e, a)))
    except BaseException as x: emit((type(x).__name__, str(x)))
def d(e, a):
    try: delattr(e, a); emit(('del', a, getattr(e, a, 'GONE')))
    except BaseException as x: emit((type(x).__name__, str(x)))
t(lambda: ImportError('a', x=1)); t(lambda: ImportError('a', name=1, path=2, z=3)); t(lambda: NameError('a', y=1)); t(lambda: NameError('a', name=2, y=1))
t(lambda: ValueError(a=1)); t(lambda: OSError(a=1)); t(lambda: OSError(2, 'x', a=1)); t(lambda: SyntaxError(1, (1, 2, 3))); t(lambda: SyntaxError(1, (1, 2, 3, 4, 5))); t(lambda: SyntaxError(1, (1, 2, 3, 4, 5, 6, 7)))
t(lambda: SyntaxError(1, 5)); t(lambda: UnicodeEncodeError()); t(lambda: UnicodeEncodeError(1, 2, 3, 4, 5)); t(lambda: UnicodeEncodeError('a', 'b', 'c', 4, 5)); t(lambda: UnicodeEncodeError('a', 'b', 1, 4, 5)); t(lambda: UnicodeDecodeError('a', 'b', 1, 4, 5))
t(lambda: UnicodeDecodeError('a', 'b', 1, 4, 'e')); t(lambda: UnicodeDecodeError('a', b'b', 1, 4.0, 'e')); t(lambda: UnicodeDecodeError('a', b'b', 1, 2**70, 'e')); t(lambda: UnicodeTranslateError('abc', 1, 2, 'r'))
t(lambda: str(UnicodeTranslateError('abc', 1, 2, 'r'))); t(lambda: str(UnicodeTranslateError('abc', 0, 2, 'r'))); t(lambda: str(UnicodeEncodeError('u', 'a\ud800', 1, 2, 'r'))); t(lambda: str(UnicodeEncodeError('u', 'a\U0001f600', 1, 2, 'r')))
t(lambda: str(UnicodeEncodeError('u', 'a\xe9', 1, 2, 'r'))); t(lambda: str(UnicodeDecodeError('u', b'a\xe9', 1, 2, 'r'))); t(lambda: str(UnicodeDecodeError('u', b'a\xe9', 0, 2, 'r'))); t(lambda: str(UnicodeDecodeError('u', b'a\xe9', 5, 6, 'r')))
t(lambda: ExceptionGroup()); t(lambda: ExceptionGroup(1, 2)); t(lambda: ExceptionGroup('a', 2)); t(lambda: ExceptionGroup('a', [])); t(lambda: ExceptionGroup('a', [1])); t(lambda: ExceptionGroup('a', [KeyboardInterrupt()])); t(lambda: ExceptionGroup('a', [ValueError()], x=1)); t(lambda: ExceptionGroup('a', {}))
class E(ExceptionGroup): pass
class B(BaseExceptionGroup, ValueError): pass
class C(BaseExceptionGroup): pass
t(lambda: E('a', [KeyboardInterrupt()])); t(lambda: B('a', [KeyboardInterrupt()])); t(lambda: type(C('a', [KeyboardInterrupt()])).__name__); t(lambda: type(BaseExceptionGroup('a', [ValueError()])).__name__)
e = ValueError(1)
for a in ['args', '__traceback__', '__context__', '__cause__', '__suppress_context__', '__dict__']: s(e, a, 3); d(e, a)
s(e, 'args', [1, 2]); s(e, '__suppress_context__', True); s(e, '__cause__', None); s(e, '__context__', KeyError(1)); s(e, 'x', 1)
u = UnicodeEncodeError('a', 'b', 1, 2, 'r')
for a in ['start', 'end', 'reason', 'object', 'encoding']: s(u, a, 3); d(u, a); emit(repr(u)); t(lambda: str(u))
s(u, 'start', 'x'); s(u, 'start', 1.5); s(u, 'start', 2**70); s(u, 'start', True)
o = OSError(1, 2); s(o, 'characters_written', 'x'); d(o, 'characters_written'); s(o, 'characters_written', 2**70); s(o, 'characters_written', 3); d(o, 'characters_written'); d(o, 'errno')
g = ExceptionGroup('x', [ValueError()]); s(g, 'message', 1); d(g, 'exceptions'); s(ExceptionGroup, 'foo', 1); s(ValueError, 'foo', 1)
t(lambda: g.split(1)); t(lambda: g.split(print)); t(lambda: g.split((ValueError, 1))); t(lambda: g.derive()); t(lambda: e.add_note(1)); e.add_note('x'); emit(e.__dict__); e.__notes__ = 1; t(lambda: e.add_note('x')); t(lambda: e.__setstate__(1)); t(lambda: e.with_traceback(1)); t(lambda: e.with_traceback())
t(lambda: ValueError.__new__()); t(lambda: BlockingIOError(1, 'a', 7).characters_written); t(lambda: BlockingIOError(1, 'a', 7)); t(lambda: BlockingIOError(1, 'a', 2**80))
t(lambda: OSError(2, 'a', 'f', None, 'g').__reduce__()); t(lambda: str(OSError(2, 'a', 'f', None, 'g'))); t(lambda: OSError(1, 2, 3, 4, 5, 6)); t(lambda: str(OSError(2, 'a', None))); t(lambda: OSError(2, 'a', None)); t(lambda: OSError(2, 'x', 'f', 'w')); t(lambda: OSError(2, 'x', None, 3, 'g').filename2)
t(lambda: AttributeError('x', name='n', obj=1).__reduce__()); t(lambda: ImportError('x', name='n').__reduce__()); t(lambda: ImportError('x').__reduce__())
t(lambda: type('X', (OSError, SyntaxError), {})); t(lambda: type('X', (StopIteration, SystemExit), {})); t(lambda: type('X', (UnicodeEncodeError, UnicodeDecodeError), {})); t(lambda: [c.__name__ for c in type('X', (OSError, ValueError), {}).__mro__]); t(lambda: ExceptionGroup.__module__)
emit([c.__name__ for c in ExceptionGroup.__mro__]); emit([c.__name__ for c in ExceptionGroup.__bases__])
for n in [1, 2, 3, 4, 10, 11, 13, 17, 20, 21, 32, 103, 104, 108, 110, 111, 114, 115, 5, 2**70, True]: emit(type(OSError(n, 'x')).__name__)
class M(OSError): pass
emit(type(M(2, 'x')).__name__)
class X(OSError):
    def __init__(self, a, b, *, k): self.k = k
x = X(2, 'no', k=3); emit((x.args, x.errno, repr(x), str(x), x.k))
class Y(OSError):
    def __new__(cls, *a): return super().__new__(cls, *a)
y = Y(2, 'no'); emit((y.args, y.errno))
class Z(ValueError):
    def __init__(self, a, b): self.a = a
z = Z(1, 2); emit((z.args, z.a, repr(z), str(z)))
emit((StopIteration(5).value, StopIteration().value, StopIteration(1, 2).value, SystemExit(3).code, SystemExit().code, SystemExit(1, 2).code))
emit((str(KeyError('')), str(KeyError(1, 2)), str(KeyError()), str(ValueError('a', 1)), repr(KeyError('k')), str(ImportError('m')), str(ImportError('m', 'n'))))
i = ImportError('m', name='n', path='p'); emit((i.msg, i.name, i.path, ImportError('a', 'b').msg))
for args in [('m', ('a/b.py', 3, 1, 't')), ('m', (None, 3, 1, 't')), ('m', ('x', None, 1, 't')), ('m',), (), ('m', ('x', 2**70, 1, 't'))]: emit(str(SyntaxError(*args)))
q = SyntaxError('m', ('f', 1, 2, 't', 3, 4)); emit((q.msg, q.filename, q.lineno, q.offset, q.text, q.end_lineno, q.end_offset, q.print_file_and_line))
emit(hasattr(StopAsyncIteration(1), 'value'))
try: raise KeyError(1)
except LookupError as e: emit((e.__context__, e.__cause__, e.__traceback__ is not None))
r = ValueError('a').__reduce__(); emit(r == (ValueError, ('a',)))
k = ValueError('a'); k.x = 1; emit(k.__reduce__()[2]); k.__setstate__({'y': 2}); emit(k.y)
emit(sorted(n for n in dir(OSError) if n not in dir(object)))
