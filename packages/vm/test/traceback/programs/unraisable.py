def stubborn():
    while True:
        try: yield 1
        except GeneratorExit: emit('no')
S = stubborn(); next(S)
S = 0
def failing():
    try: yield 1
    finally: raise KeyError('in finally')
F = failing(); next(F)
F = 0
def chained():
    try: yield 1
    finally:
        try: 1/0
        except ZeroDivisionError: raise ValueError('')
C = chained(); next(C)
del C
class Odd:
    def __iter__(self): return self
    def __next__(self): return 1
    def __repr__(self): return 'Odd'
    @property
    def close(self): raise OSError(1, 'no close')
def delegates(): yield from Odd()
D = delegates(); next(D)
del D
emit('end')
