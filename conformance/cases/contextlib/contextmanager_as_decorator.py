from contextlib import contextmanager, ContextDecorator
@contextmanager
def tag(name):
    print("<%s>" % name)
    yield
    print("</%s>" % name)
@tag("b")
def f(): print("text")
f(); f()
