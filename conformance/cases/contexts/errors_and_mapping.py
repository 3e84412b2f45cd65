import contextvars
import re

def show(f, *args, **kwargs):
    try:
        print(re.sub("0x[0-9a-f]+", "0x", repr(f(*args, **kwargs))))
    except Exception as e:
        print(type(e).__name__, re.sub("0x[0-9a-f]+", "0x", str(e)))

v = contextvars.ContextVar("v", default=3)
w = contextvars.ContextVar("w")
c = contextvars.copy_context()
show(contextvars.ContextVar)
show(contextvars.ContextVar, 1)
show(contextvars.Context, 1)
show(contextvars.Token)
show(c.__getitem__, 1)
show(c.__getitem__, v)
show(c.get, v, 8)
show(lambda: 1 in c)
show(w.get)
show(w.get, 9)
token = v.set(5)
show(w.reset, token)
show(c.run, v.reset, token)
show(v.reset, 1)
v.reset(token)
show(v.reset, token)
show(c.run)
show(c.run, c.run, print)
show(hash, c)
show(lambda: c < c)
print(token.var is v, token.old_value is contextvars.Token.MISSING, contextvars.Token.MISSING)
v.set(1), w.set(2)
d = contextvars.copy_context()
print(len(c), len(d), d == contextvars.copy_context(), c == d, d != c, sorted(d.values()), {k.name for k in d})
print(v in d, d[v], d.get(w), dict(d.items()) == {v: 1, w: 2}, contextvars.ContextVar[int])
