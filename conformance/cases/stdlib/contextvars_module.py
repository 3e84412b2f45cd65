import contextvars
v = contextvars.ContextVar("v", default="d")
t = v.set("new")
ctx = contextvars.copy_context()
v.reset(t)
print(v.get(), ctx[v], ctx.run(v.get), v.name)
