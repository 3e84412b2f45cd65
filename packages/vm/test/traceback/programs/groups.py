def shape(e):
    if e is None: return None
    if isinstance(e, BaseExceptionGroup): return (type(e).__name__, e.message, [shape(x) for x in e.exceptions])
    return repr(e)
g = ExceptionGroup('g', [ValueError(1), TypeError(2), ExceptionGroup('h', [ValueError(3), KeyError(4)])])
emit(str(g)); emit(repr(g))
emit([shape(x) for x in g.split(ValueError)]); emit([shape(x) for x in g.split((KeyError, TypeError))]); emit([shape(x) for x in g.split(OSError)]); emit([shape(x) for x in g.split(ExceptionGroup)])
emit(shape(g.subgroup(lambda e: isinstance(e, KeyError)))); emit(shape(g.subgroup(lambda e: 0))); emit(g.subgroup(ExceptionGroup) is g)
seen = []
g.split(lambda e: seen.append(type(e).__name__)); emit(seen)
g.add_note('n'); g.__cause__ = OSError(1); g.__context__ = OSError(2)
m, r = g.split(ValueError); emit((m.__notes__, m.__notes__ is g.__notes__, r.__notes__, m.__cause__, m.__context__, m.__suppress_context__))
class D(ExceptionGroup):
    def derive(self, excs): return D(self.message + '!', excs)
d = D('d', [ValueError(1), D('e', [KeyError(2)])]); emit([shape(x) for x in d.split(KeyError)])
class W(ExceptionGroup):
    def derive(self, excs): return 3
try: W('w', [ValueError(1), KeyError(2)]).split(KeyError)
except TypeError as e: emit(str(e))
def star(e):
    got = []
    try:
        try: raise e
        except* ValueError as x: got.append(('V', shape(x)))
        except* TypeError as x: got.append(('T', shape(x))); raise OSError(5)
    except BaseException as x: got.append(('left', shape(x)))
    emit(got)
star(ValueError(1)); star(KeyError(1)); star(TypeError(1)); star(g); star(ExceptionGroup('a', [ValueError(1)])); star(BaseExceptionGroup('b', [KeyboardInterrupt(), ValueError(2)]))
try:
    try: raise ExceptionGroup('x', [ValueError(1), ValueError(2), TypeError(3)])
    except* ValueError as e: raise
except ExceptionGroup as e: emit(shape(e)); emit(report(e))
try:
    try: raise ExceptionGroup('x', [ValueError(1), TypeError(3)])
    except* ValueError as e: raise KeyError('new')
except ExceptionGroup as e: emit(shape(e)); emit(report(e))
try:
    try: raise ValueError(1)
    except* ExceptionGroup: pass
except TypeError as e: emit(str(e))
deep = ValueError(1)
for i in range(3000): deep = ExceptionGroup('d', [deep])
try: deep.split(KeyError)
except RecursionError as e: emit(str(e))
