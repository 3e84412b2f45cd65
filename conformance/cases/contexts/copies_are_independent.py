import contextvars
import threading

v = contextvars.ContextVar("v", default=0)
v.set(1)
copies = [contextvars.copy_context() for _ in range(3)]

def change(n):
    v.set(v.get() + n)
    return v.get()

print([c.run(change, n) for n, c in enumerate(copies)], [c[v] for c in copies], v.get())
print(copies[1].run(lambda: copies[1].copy().run(change, 10)), copies[1][v])

def generator():
    v.set("from the generator")
    yield v.get()
    yield v.get()

g = generator()
print(next(g), v.get())
v.set("from outside")
print(next(g))

def thread():
    print(v.get(), len(contextvars.copy_context()))
    v.set("thread")

t = threading.Thread(target=thread)
t.start()
t.join()
print(v.get())

def failing():
    v.set("lost")
    raise KeyError("k")

try:
    copies[0].run(failing)
except KeyError:
    print(v.get(), copies[0][v])
many = [contextvars.ContextVar(str(i)) for i in range(50)]
tokens = [x.set(i) for i, x in enumerate(many)]
snapshot = contextvars.copy_context()
for x, t in zip(many, tokens):
    x.reset(t)
print(sum(snapshot[x] for x in many), sum(x.get(0) for x in many))
