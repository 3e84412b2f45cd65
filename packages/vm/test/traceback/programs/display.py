def r(n):
    if n: r(n-1)
    else: 1/0
try: r(10)
except Exception as e:
    emit(report(e))
    g = ExceptionGroup('g', [e, SyntaxError('bad', ('f', 3, 2, '  abc def\n', 3, 5)), KeyError('k')])
    g.add_note('a\nb'); e.add_note('x'); e.__notes__.append(3)
    emit(report(g))
e = ValueError('x'); e.__notes__ = 'abc'; emit(report(e))
e.__notes__ = 5; emit(report(e))
class N:
    def __str__(s): 1/0
    __repr__ = __str__
e.__notes__ = [N(), 'ok', 'two\nlines\r\nthree']; emit(report(e))
e.__notes__ = N(); emit(report(e))
emit(report(ValueError(N())))
emit(report(ValueError('')))
emit(report(ValueError()))
emit(report(ValueError(None)))
emit(report(ValueError(1, 2)))
class X(Exception): __module__ = 3
emit(report(X(1)))
class X(Exception): __module__ = 'foo'; __qualname__ = 'A.B'
emit(report(X(1)))
class Talks(Exception):
    def __str__(self): return 'said ' + repr(self.args)
emit(report(Talks(1)))
e = ValueError(N()); e.add_note('after'); emit(report(e))
for args in [('f', None, 2, 'abc'), (None, 3, None, 'abc'), ('a/b', 3, 2, None), ('a/b', 3, 200, 'abc\n', 5, 0), ('a/b', 3, 6, 'abc\ndef\nghi'),
             ('f', 1, 1, 'x = (\n', 1, 6), ('f', 2, 5, '    x y z\n', 2, 8), ('f', 1, 2, 'é y\n', 1, 4), ('f', 1, 0, 'abc', 1, 0), ('f', 7, 3, '', 7, 4)]:
    emit(report(SyntaxError('bad', args)))
emit(report(SyntaxError()))
emit(report(SyntaxError(None, ('f', 1, 1, 'a'))))
e = SyntaxError('m'); emit(report(e))
class Part(SyntaxError):
    lineno = 'no'
emit(report(Part('bad', ('f', 1, 1, 'a'))))
g = ExceptionGroup('big', [ValueError(i) for i in range(17)]); emit(report(g))
g = ExceptionGroup('big', [ValueError(i) for i in range(16)]); emit(report(g))
g = ValueError(1)
for i in range(13): g = ExceptionGroup(str(i), [g])
emit(report(g))
try:
    try: {}['k']
    except KeyError as e: raise ExceptionGroup('outer', [ValueError(1), ExceptionGroup('inner', [TypeError(2)])])
except ExceptionGroup as e:
    e.exceptions[1].__cause__ = OSError(2, 'no')
    e.exceptions[0].__context__ = ExceptionGroup('ctx', [IndexError(3)])
    emit(report(e))
try:
    try: 1/0
    except ZeroDivisionError as e: raise KeyError('k') from e
except KeyError as e: emit(report(e))
try:
    try: 1/0
    except ZeroDivisionError: {}[1]
except KeyError as e: emit(report(e))
try:
    try: 1/0
    except ZeroDivisionError: raise KeyError from None
except KeyError as e: emit(report(e))
a, b = ValueError('a'), ValueError('b')
a.__context__ = b; b.__cause__ = a
emit(report(a)); emit(report(b))
try:
    exec('x = (')
except SyntaxError as e: emit(report(e))
def top():
    raise BaseExceptionGroup('base', [KeyboardInterrupt(), SystemExit(3)])
top()
