class Thing:
    colour = 1
    def method(self):
        return self.colur
    def global_name(self): return colour
def attempt(f):
    try: f()
    except Exception as e: emit(report(e))
def variable():
    counter = 1
    return countr
def builtin(): return pint
def nothing(): return zzzzzz
def short(): return a
def upper(): return Attempt
def unbound():
    print(valu); value = 1
def exact(): return nme
thing = Thing()
attempt(thing.method); attempt(thing.global_name); attempt(variable); attempt(builtin); attempt(nothing); attempt(short); attempt(upper); attempt(exact)
attempt(lambda: thing.metod()); attempt(lambda: [].apend(1)); attempt(lambda: 'x'.uper()); attempt(lambda: (1).real_); attempt(lambda: Thing.metho)
class Dir:
    def __dir__(self): return ['alpha', 'beta']
attempt(lambda: Dir().alpa)
class Bad:
    def __dir__(self): return 1/0
attempt(lambda: Bad().alpa)
class Odd:
    def __dir__(self): return ['a', 1]
attempt(lambda: Odd().alpa)
def made(name, obj=thing): raise AttributeError('made', name=name, obj=obj)
attempt(lambda: made('METHOD')); attempt(lambda: made('me')); attempt(lambda: made(None)); attempt(lambda: made('colour'))
attempt(lambda: made('x' * 50))
emit(report(NameError('plain', name='thin')))
