import types, inspect
@types.coroutine
def g():
    x = yield "y"
    return x
async def f(): return await g()
c = f()
print(c.send(None), inspect.iscoroutinefunction(f), inspect.isawaitable(c), inspect.iscoroutine(c), c.cr_await is not None, c.cr_running)
try:
    c.send(9)
except StopIteration as e:
    print(e.value)
